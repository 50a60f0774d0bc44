import type { SeriesState } from './platform';
import { statesAnswer } from './states-answer';

const state = (sourceId: string) => ({ series: { ref: { sourceId } } }) as SeriesState;
const answer = (asked: readonly string[], present: readonly string[], malformed: readonly string[] = []) => {
  const { states, absent } = statesAnswer(asked, { states: present.map(state), malformed });
  return { present: states.map(({ series }) => series.ref.sourceId), absent };
};

describe('statesAnswer', () => {
  it('names what is missing among others that are there', () => {
    expect(answer(['a', 'b', 'c'], ['c', 'a'])).toEqual({ present: ['c', 'a'], absent: ['b'] });
  });

  it('names a single series that was asked for alone', () => {
    expect(answer(['a'], [])).toEqual({ present: [], absent: ['a'] });
  });

  it('calls nothing missing when the answer has none of many, or a row that was not understood', () => {
    expect(answer(['a', 'b'], [])).toEqual({ present: [], absent: [] });
    expect(answer(['a', 'b'], ['a'], ['{}'])).toEqual({ present: ['a'], absent: [] });
  });

  it('passes over what nobody asked for', () => {
    expect(answer(['a'], ['z', 'a'])).toEqual({ present: ['a'], absent: [] });
  });
});

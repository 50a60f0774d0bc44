import { BoundedLines } from './bounded-lines';

describe('BoundedLines', () => {
  function lines(most: number) {
    const begun: string[] = [];
    const doors: (() => void)[] = [];
    const subject = new BoundedLines<string>(most, (item, behind) => {
      begun.push(`${item} before ${behind}`);
      return new Promise((resolve) => doors.push(resolve));
    });
    const finish = async (): Promise<void> => {
      doors.shift()?.();
      await new Promise(setImmediate);
    };
    return { subject, begun, finish };
  }

  it('work on one thing of a key at a time, in order, and on keys beside one another', async () => {
    const { subject, begun, finish } = lines(9);
    for (const item of ['a', 'b', 'c']) subject.push('one', item);
    subject.push('two', 'd');
    expect(begun).toEqual(['a before 0', 'd before 0']);
    await finish();
    expect(begun.slice(2)).toEqual(['b before 1']);
    await finish();
    await finish();
    expect(begun.slice(3)).toEqual(['c before 0']);
  });

  it('take no more than may wait, and go on afterwards', async () => {
    const { subject, begun, finish } = lines(1);
    expect(['a', 'b', 'c'].map((item) => subject.push('one', item))).toEqual([true, true, false]);
    await finish();
    await finish();
    expect(subject.push('one', 'd')).toBe(true);
    expect(begun).toEqual(['a before 0', 'b before 0', 'd before 0']);
  });

  it('forget what waits', async () => {
    const { subject, begun, finish } = lines(9);
    for (const item of ['a', 'b']) subject.push('one', item);
    subject.clear();
    await finish();
    expect(begun).toEqual(['a before 0']);
  });
});

import { toSnowflake } from '../../common';
import { chooseTags } from './forum-tags';

const tag = (n: number, name: string, isModerated = false) => ({
  id: toSnowflake(`10000000000000000${n}`),
  name,
  isModerated,
});
const tags = [tag(0, 'Staff', true), tag(1, 'News'), tag(2, 'MANGA'), tag(3, 'Drama')];
const ids = (...numbers: number[]): string[] => numbers.map((n) => `10000000000000000${n}`);

describe('chooseTags', () => {
  it('takes what fits, in the order of its weight', () => {
    expect(chooseTags({ requiresTag: false, tags }, ['Manga', 'Drama', 'manga'])).toEqual(ids(2, 3));
    expect(chooseTags({ requiresTag: false, tags }, ['Staff', 'Horror'])).toEqual([]);
  });

  it('takes the first that anybody may apply where one is required', () => {
    expect(chooseTags({ requiresTag: true, tags }, ['Horror'])).toEqual(ids(1));
    expect(chooseTags({ requiresTag: true, tags: tags.slice(0, 1) }, [])).toEqual(ids(0));
    expect(chooseTags({ requiresTag: true, tags: [] }, [])).toEqual([]);
  });

  it('takes at most five', () => {
    const many = Array.from({ length: 9 }, (_, n) => tag(n, `Tag ${n}`));
    expect(
      chooseTags(
        { requiresTag: false, tags: many },
        many.map(({ name }) => name),
      ),
    ).toHaveLength(5);
  });
});

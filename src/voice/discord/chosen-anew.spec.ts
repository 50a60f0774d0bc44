import { type Snowflake, toSnowflake } from '../../common';
import { chosenAnew } from './chosen-anew';

const [a, b, c, d] = [1, 2, 3, 4].map((n) => toSnowflake(`10000000000000000${n}`)) as [
  Snowflake,
  Snowflake,
  Snowflake,
  Snowflake,
];

describe('chosenAnew', () => {
  it.each([
    ['adds and takes away what was changed in the menu', [a, b], [b, c], [a, b], [b, c]],
    ['keeps what another admin added meanwhile', [a], [a, b], [a, c], [a, c, b]],
    ['does not bring back what another admin took away', [a, b], [a, b, c], [a], [a, c]],
    ['keeps what the menu had no room for', [a], [], [a, b, c], [b, c]],
    ['changes nothing where nothing was changed', [a, b], [b, a], [a, b, d], [a, b, d]],
    ['adds nothing twice', [], [a], [a], [a]],
  ])('%s', (_what, shown, chosen, present, expected) => {
    expect(chosenAnew(shown, chosen)(present)).toEqual(expected);
  });
});

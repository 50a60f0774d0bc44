import Database from 'better-sqlite3';

import { type Packed, packed, unpack } from './packed-rows';

describe('packed rows', () => {
  const database = new Database(':memory:');
  afterAll(() => database.close());

  const read = (rows: readonly (readonly [number, number])[]): { keys: number[]; amounts: number[] } => {
    const sql = `SELECT ${packed('value ->> 0', 'value ->> 1')} FROM json_each(?)`;
    const row = database.prepare(sql).raw().get(JSON.stringify(rows)) as Packed;
    const { keys, amounts } = unpack(row);
    return { keys: [...keys], amounts: [...amounts] };
  };

  it('give back integers of any size and sign in the order of the rows', () => {
    const keys = [1, -20, 0, Number.MAX_SAFE_INTEGER];
    const amounts = [0, 7_200_000, -1, -1_795_500_600_000];

    expect(read(keys.map((key, index) => [key, amounts[index] ?? 0]))).toEqual({ keys, amounts });
    expect(read([])).toEqual({ keys: [], amounts: [] });
  });

  it('refuse what is not an integer rather than misread it', () => {
    expect(() => read([[1, 2.5]])).toThrow(TypeError);
  });
});

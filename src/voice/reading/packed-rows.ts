import { LONGEST_PIECE_MS } from '../statistics/rollup-rows';

/**
 * Rows of `[key, milliseconds]`, put together by SQLite: thousands of small rows cost more than reading them.
 */
export type Packed = [rows: number, keys: Buffer, amounts: Buffer];

export interface Columns {
  readonly keys: Float64Array<ArrayBuffer>;
  readonly amounts: Float64Array<ArrayBuffer>;
}

const COMMA = 44;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const END = 93;

/** The columns of a query that gives one `Packed` row; both expressions are integers and never null. */
export function packed(key: string, amount: string): string {
  const column = (of: string): string => `CAST(json_group_array(${of}) AS BLOB)`;
  return `count(*), ${column(key)}, ${column(amount)}`;
}

/** Which spans reach into a window, so that an index by their start has them in one stretch. */
export function overlapping(since: string, until: string): string {
  return `started_at > ${since} - ${LONGEST_PIECE_MS} AND started_at < ${until}
    AND started_at + counted_ms > ${since}`;
}

export function unpack([rows, keys, amounts]: Packed): Columns {
  return { keys: integersOf(keys, rows), amounts: integersOf(amounts, rows) };
}

/** As `JSON.parse`, but nothing of it lies in the heap, where collecting it would wait for a free core. */
function integersOf(json: Buffer, count: number): Float64Array<ArrayBuffer> {
  const integers = new Float64Array(count);
  let index = 0;
  let value = 0;
  let sign = 1;
  for (let at = 1; at < json.length; at += 1) {
    const code = json[at] ?? END;
    if (code >= ZERO && code <= NINE) {
      value = value * 10 + (code - ZERO);
    } else if (code === MINUS) {
      sign = -1;
    } else if (code === COMMA || code === END) {
      integers[index] = sign * value;
      index += 1;
      value = 0;
      sign = 1;
    } else {
      throw new TypeError(`Not an array of integers: ${json.toString('latin1', 0, at + 1).slice(-20)}`);
    }
  }
  return integers;
}

import type { RecordedQuery } from '../http/recorded-request';

/** Without `contentRating[]` the pornographic rating is left out. */
export const RATINGS_BY_DEFAULT: readonly string[] = ['safe', 'suggestive', 'erotica'];

/** MangaDex stores whole seconds. */
export function toWholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

/** `2026-01-05T09:47:44+00:00`, as MangaDex writes every date. */
export function toMangadexDate(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+00:00');
}

/** The instant of a `…Since` parameter, which has no offset and means UTC; the beginning of time without one. */
export function fromInstant(values: readonly string[] | undefined): number {
  return values?.[0] === undefined ? -Infinity : Date.parse(`${values[0]}Z`);
}

/** True when nothing is asked for. */
export function isAnyOf(wanted: readonly string[] | undefined, value: string): boolean {
  return wanted?.includes(value) ?? true;
}

export interface Ordering {
  readonly field: string;
  readonly sign: 1 | -1;
}

export function orderOf(query: RecordedQuery): Ordering[] {
  return Object.entries(query).flatMap(([name, values]) => {
    const field = /^order\[(\w+)\]$/.exec(name)?.[1];
    return field === undefined ? [] : [{ field, sign: values[0] === 'desc' ? -1 : 1 }];
  });
}

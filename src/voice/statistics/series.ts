import type { DayTotal } from './questions';

/** A sum with the first date of what it sums up: of a day, a week (its Monday) or a month. */
export interface DatedSum {
  readonly date: string;
  readonly ms: number;
}

const DAY = 86_400_000;
/** 1 January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 3;

export function byWeek(days: readonly DayTotal[]): DatedSum[] {
  return sumBy(days, mondayOf);
}

export function byMonth(days: readonly DayTotal[]): DatedSum[] {
  return sumBy(days, (date) => `${date.slice(0, 7)}-01`);
}

/** 24 sums. @param hoursOfWeek 168 of them, from Monday 00:00. */
export function byHourOfDay(hoursOfWeek: readonly number[]): number[] {
  const sums = new Array<number>(24).fill(0);
  for (const [hour, ms] of hoursOfWeek.entries()) sums[hour % 24] = (sums[hour % 24] ?? 0) + ms;
  return sums;
}

export function sumOf(parts: readonly { readonly ms: number }[]): number {
  return parts.reduce((sum, { ms }) => sum + ms, 0);
}

/** The first of those with the most; null where nothing is more than nothing. */
export function mostOf<Part extends { readonly ms: number }>(parts: readonly Part[]): Part | null {
  return parts.reduce<Part | null>((best, part) => (part.ms > (best?.ms ?? 0) ? part : best), null);
}

/** 0 is Monday. */
export function weekdayOf(date: string): number {
  return (((Date.parse(date) / DAY + EPOCH_WEEKDAY) % 7) + 7) % 7;
}

function mondayOf(date: string): string {
  return new Date(Date.parse(date) - weekdayOf(date) * DAY).toISOString().slice(0, 10);
}

/** Days come in order, so those of one sum come together. */
function sumBy(days: readonly DayTotal[], firstOf: (date: string) => string): DatedSum[] {
  const sums = new Map<string, number>();
  for (const { date, ms } of days) sums.set(firstOf(date), (sums.get(firstOf(date)) ?? 0) + ms);
  return [...sums].map(([date, ms]) => ({ date, ms }));
}

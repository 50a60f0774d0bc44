import { Calendar, type PeriodKind } from '../calendar';
import type { Window } from './window';

const HOUR = 3_600_000;

interface Range {
  readonly title: string;
  readonly period?: PeriodKind;
  readonly hours?: number;
}

/** What people choose from: periods of the guild's calendar, and times that end now. */
export const RANGES = {
  today: { title: 'Today', period: 'day' },
  week: { title: 'This week', period: 'week' },
  month: { title: 'This month', period: 'month' },
  year: { title: 'This year', period: 'year' },
  all: { title: 'All time' },
  '24h': { title: 'Past 24 hours', hours: 24 },
  '72h': { title: 'Past 72 hours', hours: 72 },
  '7d': { title: 'Past 7 days', hours: 7 * 24 },
  '14d': { title: 'Past 14 days', hours: 14 * 24 },
  '30d': { title: 'Past 30 days', hours: 30 * 24 },
  '365d': { title: 'Past 365 days', hours: 365 * 24 },
} as const satisfies Record<string, Range>;

export type RangeName = keyof typeof RANGES;

export function isRangeName(name: string): name is RangeName {
  return Object.hasOwn(RANGES, name);
}

/**
 * The window that a range meant when it was asked for, so that the pages of a board belong together.
 * @param askedAt when that was; a period that has ended since is shown as a whole.
 */
export function windowOf(
  range: RangeName,
  askedAt: number,
  now: number,
  { timeZone, dayStartHour }: { readonly timeZone: string; readonly dayStartHour: number },
): Window {
  const chosen: Range = RANGES[range];
  if (chosen.hours !== undefined) return { since: askedAt - chosen.hours * HOUR, until: askedAt };
  if (chosen.period === undefined) return { since: 0, until: now };
  const { start, end } = new Calendar(timeZone, dayStartHour).periodOf(chosen.period, askedAt);
  return { since: start, until: Math.min(end, now) };
}

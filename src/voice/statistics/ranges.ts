import { DomainError } from '../../common';
import { Calendar, type PeriodKind } from '../calendar';
import type { Window } from './window';

const HOUR = 3_600_000;

interface NamedRange {
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
} as const satisfies Record<string, NamedRange>;

export type RangeName = keyof typeof RANGES;
/** Days of the guild's calendar from one date to another, both of them too: `2026-01-05..2026-02-01`. */
export type DateRange = `${string}..${string}`;
/** As it stands in a custom id. */
export type Range = RangeName | DateRange;

export interface AskedRange {
  readonly timeRange: RangeName | null;
  /** Dates as people type them: `2026-01-05`. */
  readonly from: string | null;
  readonly to: string | null;
}

const DATE = /^(20\d\d)-(\d\d)-(\d\d)$/;

/**
 * This month unless said.
 * @throws DomainError when a date is none, dates are the wrong way round, or both a range and dates are given.
 */
export function chooseRange({ timeRange, from, to }: AskedRange): Range {
  if (from === null && to === null) return timeRange ?? 'month';
  if (timeRange !== null) throw invalid('Choose either `time_range` or dates, not both.');
  if (from === null) throw invalid('Say with `from` where the range begins; `to` alone is not enough.');
  const range: DateRange = `${readDate(from)}..${to === null ? '' : readDate(to)}`;
  if (to !== null && to.trim() < from.trim()) throw invalid('`to` comes before `from`.');
  return range;
}

/** From a custom id; null when it is none of ours. */
export function readRange(text: string): Range | null {
  if (Object.hasOwn(RANGES, text)) return text as RangeName;
  const [from = '', to, ...more] = text.split('..');
  const isRange = to !== undefined && more.length === 0 && isDate(from) && (to === '' || isDate(to));
  return isRange ? `${from}..${to}` : null;
}

export function titleOf(range: Range): string {
  if (isNamed(range)) return RANGES[range].title;
  const [from = '', to = ''] = range.split('..');
  return to === '' ? `Since ${from}` : from === to ? from : `${from} to ${to}`;
}

/**
 * The window that a range meant when it was asked for, so that the pages of a board belong together.
 * @param askedAt when that was; a period that has ended since is shown as a whole.
 */
export function windowOf(
  range: Range,
  askedAt: number,
  now: number,
  { timeZone, dayStartHour }: { readonly timeZone: string; readonly dayStartHour: number },
): Window {
  const calendar = new Calendar(timeZone, dayStartHour);
  if (!isNamed(range)) {
    const [from = '', to = ''] = range.split('..');
    const end = to === '' ? now : calendar.dayOn(Date.parse(to)).end;
    return { since: calendar.dayOn(Date.parse(from)).start, until: Math.min(end, now) };
  }
  const chosen: NamedRange = RANGES[range];
  if (chosen.hours !== undefined) return { since: askedAt - chosen.hours * HOUR, until: askedAt };
  if (chosen.period === undefined) return { since: 0, until: now };
  const { start, end } = calendar.periodOf(chosen.period, askedAt);
  return { since: start, until: Math.min(end, now) };
}

function isNamed(range: Range): range is RangeName {
  return Object.hasOwn(RANGES, range);
}

function readDate(text: string): string {
  const date = text.trim();
  if (!isDate(date)) throw invalid('Write dates as year, month and day: `2026-01-05`.');
  return date;
}

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const instant = Date.parse(text);
  // The engine takes 31 February for the 3rd of March.
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

function invalid(message: string): DomainError {
  return new DomainError('invalid-range', message);
}

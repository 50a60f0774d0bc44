import { TimeZone } from './time-zone';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 1 January 1970 was a Thursday, the fourth day of a week that begins on Monday. */
const EPOCH_WEEKDAY = 3;

/** What whole periods there are besides all of time, the longest first. */
export const PERIOD_KINDS = ['year', 'month', 'week', 'day'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

export interface Period {
  readonly start: number;
  readonly end: number;
}

/** A day of the guild and the starts of the periods that it belongs to. */
export interface Day extends Period {
  /** Days from 1 January 1970 to the day's date. */
  readonly index: number;
  readonly week: number;
  readonly month: number;
  readonly year: number;
}

/**
 * A guild's days: each begins when the wall clock first shows the start hour (or the first time after it, where the
 * clock jumps over it) and ends where the next begins, so that days never overlap or leave a gap. A date that the zone
 * skipped has no day. Weeks begin on Monday.
 */
export class Calendar {
  private readonly zone: TimeZone;
  private readonly days = new Map<number, Day>();
  private last: Day | null = null;

  constructor(
    readonly timeZone: string,
    readonly dayStartHour: number,
  ) {
    this.zone = TimeZone.of(timeZone);
  }

  dayOf(instant: number): Day {
    if (this.last && instant >= this.last.start && instant < this.last.end) return this.last;
    let index = Math.floor((instant + this.zone.offsetAt(instant) - this.dayStartHour * HOUR) / DAY);
    while (this.startOf(index) > instant) index -= 1;
    while (this.startOf(index + 1) <= instant) index += 1;
    this.last = this.day(index);
    return this.last;
  }

  /** The day of a date, given as its midnight in UTC; empty where the zone skipped that date. */
  dayOn(utcMidnight: number): Day {
    return this.day(Math.floor(utcMidnight / DAY));
  }

  /** The period of a kind that an instant lies in. */
  periodOf(kind: PeriodKind, instant: number): Period {
    const day = this.dayOf(instant);
    if (kind === 'day') return day;
    const start = day[kind];
    const first = monthOf(day.index);
    const next = {
      week: mondayOf(day.index) + 7,
      month: indexOf(first.year, first.month + 1),
      year: indexOf(first.year + 1, 0),
    }[kind];
    return { start, end: this.startOf(next) };
  }

  /** Cuts [start, end) at the days' borders. */
  *splitByDay(start: number, end: number): Generator<{ day: Day; start: number; end: number }> {
    for (let at = start; at < end;) {
      const day = this.dayOf(at);
      const until = Math.min(end, day.end);
      yield { day, start: at, end: until };
      at = until;
    }
  }

  /**
   * Cuts [start, end) at the wall clock's hours. `hour` counts from Monday, 00:00, to 167; an hour that happens twice
   * gets both.
   */
  *splitByHour(start: number, end: number): Generator<{ hour: number; ms: number }> {
    for (let at = start; at < end;) {
      const stretch = this.zone.stretchAt(at);
      const wallHour = Math.floor((at + stretch.offset) / HOUR);
      const until = Math.min(end, stretch.end, (wallHour + 1) * HOUR - stretch.offset);
      yield { hour: modulo(wallHour + EPOCH_WEEKDAY * 24, 168), ms: until - at };
      at = until;
    }
  }

  /** The date of the day that an instant lies in: `2026-01-05`. */
  dateOf(instant: number): string {
    return new Date(this.dayOf(instant).index * DAY).toISOString().slice(0, 10);
  }

  private day(index: number): Day {
    const known = this.days.get(index);
    if (known) return known;
    const { year, month } = monthOf(index);
    const day: Day = {
      index,
      start: this.startOf(index),
      end: this.startOf(index + 1),
      week: this.startOf(mondayOf(index)),
      month: this.startOf(indexOf(year, month)),
      year: this.startOf(indexOf(year, 0)),
    };
    this.days.set(index, day);
    return day;
  }

  private startOf(index: number): number {
    return this.zone.instantOf(index * DAY + this.dayStartHour * HOUR);
  }
}

function mondayOf(index: number): number {
  return index - modulo(index + EPOCH_WEEKDAY, 7);
}

function monthOf(index: number): { year: number; month: number } {
  const date = new Date(index * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() };
}

function indexOf(year: number, month: number): number {
  return Date.UTC(year, month, 1) / DAY;
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

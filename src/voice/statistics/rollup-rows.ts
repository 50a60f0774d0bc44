import { type Calendar, type Day, PERIOD_KINDS } from '../calendar';
import { countedSpans, type Stay } from '../policy';
import type { Counting } from './counting-inputs';

/** What overlaps an instant began at most this long before it. */
export const LONGEST_PIECE_MS = 2 * 3_600_000;

/** The stored number of each kind of period. */
export const KIND = { all: 0, year: 1, month: 2, week: 3, day: 4 } as const;

export interface ClosedStay extends Stay {
  readonly sessionId: number;
}

export interface SpanRow {
  readonly place: number;
  readonly startedAt: number;
  readonly sessionId: number;
  readonly participant: number;
  readonly ms: number;
}

/** Numbers the different keys in the order in which they come. */
class Numbering<Key extends readonly unknown[]> {
  readonly keys: Key[] = [];
  private readonly numbers = new Map<string, number>();

  of(...key: Key): number {
    const text = key.join(' ');
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.keys.length);
    return this.keys.push(key) - 1;
  }
}

/** Sums by a pair of numbers below 2^26. */
export class PairSums {
  private readonly sums = new Map<number, number>();

  add(first: number, second: number, ms: number): void {
    const key = first * 2 ** 26 + second;
    this.sums.set(key, (this.sums.get(key) ?? 0) + ms);
  }

  *[Symbol.iterator](): Generator<[first: number, second: number, ms: number]> {
    for (const [key, ms] of this.sums) yield [Math.floor(key / 2 ** 26), key % 2 ** 26, ms];
  }
}

/** What some closed sessions add to the tables of sums: pure, so that taking away is adding with the other sign. */
export class RollupRows {
  readonly participants = new Numbering<[generation: number, userId: string]>();
  readonly places = new Numbering<[generation: number, channelId: string]>();
  readonly periods = new Numbering<[generation: number, kind: number, startedAt: number]>();
  readonly spans: SpanRow[] = [];
  readonly periodTotals = new Map<number, number>();
  readonly memberTotals = new PairSums();
  readonly placeTotals = new PairSums();
  readonly hourTotals = new PairSums();
  private readonly periodsOfDays = new Map<string, readonly number[]>();

  add(generation: number, { rules, calendar }: Counting, stay: ClosedStay): void {
    const spans = countedSpans(stay, rules);
    if (spans.length === 0) return;
    const participant = this.participants.of(generation, stay.userId);
    const place = this.places.of(generation, stay.channelId);
    for (const [start, end] of spans) {
      for (let at = start; at < end; at += LONGEST_PIECE_MS) {
        const ms = Math.min(LONGEST_PIECE_MS, end - at);
        this.spans.push({ place, startedAt: at, sessionId: stay.sessionId, participant, ms });
      }
      for (const piece of calendar.splitByDay(start, end)) {
        this.addPiece(this.periodsOf(generation, piece.day), participant, place, piece, calendar);
      }
    }
  }

  private addPiece(
    periods: readonly number[],
    participant: number,
    place: number,
    { start, end }: { start: number; end: number },
    calendar: Calendar,
  ): void {
    const hours = [...calendar.splitByHour(start, end)];
    for (const period of periods) {
      this.periodTotals.set(period, (this.periodTotals.get(period) ?? 0) + end - start);
      this.memberTotals.add(participant, period, end - start);
      this.placeTotals.add(period, place, end - start);
      for (const { hour, ms } of hours) this.hourTotals.add(period, hour, ms);
    }
  }

  private periodsOf(generation: number, day: Day): readonly number[] {
    const key = `${generation} ${day.index}`;
    const known = this.periodsOfDays.get(key);
    if (known) return known;
    const starts = { day: day.start, week: day.week, month: day.month, year: day.year };
    const periods = [
      this.periods.of(generation, KIND.all, 0),
      ...PERIOD_KINDS.map((kind) => this.periods.of(generation, KIND[kind], starts[kind])),
    ];
    this.periodsOfDays.set(key, periods);
    return periods;
  }
}

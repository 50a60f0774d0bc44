import type { StoredMessage } from '../../sandbox/discord';
import type { Series } from './published';

export interface Wishes {
  /** Most wanted first. */
  readonly languages: readonly string[];
  readonly preferred: readonly string[];
  readonly ignored: readonly string[];
}

/** A time in which a subscriber wants to be told of a series, in epoch milliseconds. */
export interface Interval {
  readonly from: number;
  /** Infinity while it lasts. */
  readonly to: number;
  /**
   * Nobody else followed the series then, so that the bot knows exactly what was out before; otherwise what came out a
   * little earlier and was not read yet may be told as well.
   */
  readonly isFresh: boolean;
}

/** Somebody who wants to be told: a member in direct messages, or a guild. */
export class Subscriber {
  private readonly intervals = new Map<Series, Interval[]>();

  constructor(
    readonly name: string,
    /** The member, or who manages the guild. */
    readonly userId: string,
    readonly guildId: string | null,
    readonly wishes: Wishes,
    /** Everything the bot wrote to them so far. */
    readonly inbox: () => readonly StoredMessage[],
  ) {}

  get into(): 'dm' | 'server' {
    return this.guildId === null ? 'dm' : 'server';
  }

  /** What it follows or has followed. */
  get series(): readonly Series[] {
    return [...this.intervals.keys()];
  }

  intervalsOf(series: Series): readonly Interval[] {
    return this.intervals.get(series) ?? [];
  }

  wants(series: Series): boolean {
    return this.intervalsOf(series).at(-1)?.to === Infinity;
  }

  begin(series: Series, from: number, isFresh: boolean): void {
    if (this.wants(series)) return;
    this.intervals.set(series, [...this.intervalsOf(series), { from, to: Infinity, isFresh }]);
  }

  end(series: Series, to: number): void {
    const before = this.intervalsOf(series);
    this.intervals.set(
      series,
      before.map((interval) => (interval.to === Infinity ? { ...interval, to } : interval)),
    );
  }
}

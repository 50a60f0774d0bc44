/** Slow and plain: every figure from the segments, with nothing shared with the code under test. */

export interface ModelSegment {
  readonly start: number;
  readonly end: number;
  readonly state: number;
}

export interface ModelStay {
  readonly userId: string;
  readonly channelId: string;
  readonly joined: number;
  /** Now, when it is going on. */
  readonly left: number;
  readonly segments: readonly ModelSegment[];
}

export interface ModelRules {
  readonly timeZone: string;
  readonly dayStartHour: number;
  readonly afk: boolean;
  readonly alone: boolean;
  readonly deafened: boolean;
  readonly muted: boolean;
  readonly minimumStayMs: number;
  readonly ignoredChannelIds: readonly string[];
  readonly ignoredUserIds: readonly string[];
}

/** Days that begin at five and clocks that change; what counts is as it is unless an admin says otherwise. */
export const BERLIN_RULES: ModelRules = {
  timeZone: 'Europe/Berlin',
  dayStartHour: 5,
  afk: false,
  alone: false,
  deafened: true,
  muted: true,
  minimumStayMs: 0,
  ignoredChannelIds: [],
  ignoredUserIds: [],
};

export interface ModelSpan {
  readonly userId: string;
  readonly channelId: string;
  readonly start: number;
  readonly end: number;
}

/** Every offset of the zones under test is a multiple of this. */
const QUANTUM = 15 * 60_000;
const HOUR = 3_600_000;

export class VoiceOracle {
  private readonly format: Intl.DateTimeFormat;
  private readonly walls = new Map<number, number>();
  readonly spans: readonly ModelSpan[];

  constructor(
    stays: readonly ModelStay[],
    private readonly rules: ModelRules,
    window: { since: number; until: number },
  ) {
    this.format = new Intl.DateTimeFormat('en-CA', {
      timeZone: rules.timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
      hourCycle: 'h23',
    });
    this.spans = stays
      .flatMap((stay) => this.counted(stay))
      .map((span) => ({
        ...span,
        start: Math.max(span.start, window.since),
        end: Math.min(span.end, window.until),
      }))
      .filter(({ start, end }) => start < end);
  }

  total(): number {
    return this.spans.reduce((sum, { start, end }) => sum + end - start, 0);
  }

  /** The most first, equals by id. */
  board(keyOf: (span: ModelSpan) => string = ({ userId }) => userId): [string, number][] {
    const sums: Record<string, number> = {};
    for (const span of this.spans) sums[keyOf(span)] = (sums[keyOf(span)] ?? 0) + span.end - span.start;
    return Object.entries(sums).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  }

  partners(userId: string): [string, number][] {
    const sums: Record<string, number> = {};
    for (const own of this.spans.filter((span) => span.userId === userId)) {
      for (const other of this.spans) {
        const ms = Math.min(own.end, other.end) - Math.max(own.start, other.start);
        if (other.userId === userId || other.channelId !== own.channelId || ms <= 0) continue;
        sums[other.userId] = (sums[other.userId] ?? 0) + ms;
      }
    }
    return Object.entries(sums).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  }

  /** By date. */
  days(userId?: string): Map<string, { ms: number; users: Set<string> }> {
    const days = new Map<string, { ms: number; users: Set<string> }>();
    for (const span of this.spans) {
      if (userId !== undefined && span.userId !== userId) continue;
      for (const { at, ms } of this.quanta(span)) {
        const day = days.get(this.dateOf(at)) ?? { ms: 0, users: new Set() };
        day.ms += ms;
        day.users.add(span.userId);
        days.set(this.dateOf(at), day);
      }
    }
    return days;
  }

  hours(userId?: string): number[] {
    const hours = new Array<number>(168).fill(0);
    for (const span of this.spans) {
      if (userId !== undefined && span.userId !== userId) continue;
      for (const { at, ms } of this.quanta(span)) {
        const wall = new Date(this.wallOf(at));
        const hour = ((wall.getUTCDay() + 6) % 7) * 24 + wall.getUTCHours();
        hours[hour] = (hours[hour] ?? 0) + ms;
      }
    }
    return hours;
  }

  peak(): { members: number; at: number } | null {
    let best: { members: number; at: number } | null = null;
    for (const at of this.spans.map(({ start }) => start).sort((a, b) => a - b)) {
      const users = this.spans
        .filter(({ start, end }) => start <= at && at < end)
        .map(({ userId }) => userId);
      const members = new Set(users).size;
      if (members > (best?.members ?? 0)) best = { members, at };
    }
    return best;
  }

  /** The date that an instant belongs to: the wall clock's, the start hour earlier. */
  dateOf(instant: number): string {
    return new Date(this.wallOf(instant) - this.rules.dayStartHour * HOUR).toISOString().slice(0, 10);
  }

  private *quanta({ start, end }: ModelSpan): Generator<{ at: number; ms: number }> {
    for (let at = start; at < end;) {
      const next = Math.min(end, (Math.floor(at / QUANTUM) + 1) * QUANTUM);
      yield { at, ms: next - at };
      at = next;
    }
  }

  private wallOf(instant: number): number {
    const quantum = Math.floor(instant / QUANTUM) * QUANTUM;
    const known = this.walls.get(quantum);
    if (known !== undefined) return known;
    const wall = Date.parse(`${this.format.format(quantum).replace(/,? /, 'T')}Z`);
    if (Number.isNaN(wall)) throw new Error(this.format.format(quantum));
    this.walls.set(quantum, wall);
    return wall;
  }

  private counted({ userId, channelId, joined, left, segments }: ModelStay): ModelSpan[] {
    const { rules } = this;
    if (rules.ignoredChannelIds.includes(channelId) || rules.ignoredUserIds.includes(userId)) return [];
    if (left - joined < rules.minimumStayMs) return [];
    return segments
      .filter(({ state }) => {
        const has = (bit: number): boolean => Math.floor(state / bit) % 2 === 1;
        if (has(32) && !rules.afk) return false;
        if (has(16) && !rules.alone) return false;
        if ((has(4) || has(8)) && !rules.deafened) return false;
        return !((has(1) || has(2)) && !rules.muted);
      })
      .map(({ start, end }) => ({ userId, channelId, start, end }));
  }
}

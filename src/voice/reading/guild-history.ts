import type { Calendar } from '../calendar';
import { countedSpans, type Span } from '../policy';
import { type Counting, countingOf } from '../statistics/counting-inputs';
import { KIND } from '../statistics/rollup-rows';
import { planWindow, type Window } from '../statistics/window';
import { Keys, type Strangers } from './keys';
import type { OpenStays } from './open-stays';
import { overlapping } from './packed-rows';
import type { ReadConnection } from './read-connection';

/** Counted time; keys are those of the generation, or negative for who or what it does not know yet. */
export interface CountedSpan {
  readonly participant: number;
  readonly place: number;
  readonly start: number;
  readonly end: number;
}

export interface WindowParts {
  readonly periodIds: readonly number[];
  readonly edges: readonly Span[];
  /** What begins here is to be taken away again. */
  readonly excess: number | null;
}

type SpanRow = [participant: number, place: number, start: number, end: number];

/** What one guild's answers are made of, at one instant. Use it inside one snapshot only. */
export class GuildHistory {
  readonly participants: Keys;
  readonly places: Keys;
  /** Counted time of what is going on, up to now. */
  readonly live: readonly CountedSpan[];
  /** The start of the first day with counted time of closed sessions. */
  private readonly firstDay: number | null;

  /** @returns null when the guild's history was not counted yet. */
  static open(
    connection: ReadConnection,
    open: OpenStays,
    strangers: Strangers,
    guildId: string,
    now: number,
  ): GuildHistory | null {
    const [row] = connection.rows<[number, string]>(
      `SELECT id, inputs FROM voice_generations WHERE guild_id = ? AND state = 'current'`,
      guildId,
    );
    if (!row) return null;
    return new GuildHistory(connection, open, strangers, guildId, row[0], countingOf(row[1]), now);
  }

  private constructor(
    readonly connection: ReadConnection,
    open: OpenStays,
    strangers: Strangers,
    guildId: string,
    readonly generationId: number,
    { calendar, rules }: Counting,
    readonly now: number,
  ) {
    this.calendar = calendar;
    this.participants = new Keys(connection, strangers, generationId, 'voice_participants', 'user_id');
    this.places = new Keys(connection, strangers, generationId, 'voice_places', 'channel_id');
    this.live = open.list(guildId, now).flatMap((stay) =>
      countedSpans(stay, rules).map(([start, end]) => ({
        participant: this.participants.keyOf(stay.userId),
        place: this.places.keyOf(stay.channelId),
        start,
        end,
      })),
    );
    const sql = 'SELECT min(started_at) FROM voice_periods WHERE generation_id = ? AND kind = ?';
    this.firstDay = connection.rows<[number | null]>(sql, generationId, KIND.day)[0]?.[0] ?? null;
  }

  readonly calendar: Calendar;

  /** The first instant that may have counted time; null when none has. */
  get beginning(): number | null {
    const starts = this.live.map(({ start }) => start);
    if (this.firstDay !== null) starts.push(this.firstDay);
    return starts.length === 0 ? null : Math.min(...starts);
  }

  /** The members among the participants. */
  keysOf(userIds: readonly string[] = []): Set<number> {
    return new Set(userIds.map((userId) => this.participants.keyOf(userId)));
  }

  partsOf(window: Window): WindowParts {
    const { periods, edges, excess } = planWindow(window, this.calendar, this.firstDay, this.now);
    const sql = 'SELECT id FROM voice_periods WHERE generation_id = ? AND kind = ? AND started_at = ?';
    const ids = periods.flatMap(({ kind, startedAt }) => {
      return this.connection.rows<[number]>(sql, this.generationId, kind, startedAt)[0] ?? [];
    });
    return { periodIds: ids, edges, excess };
  }

  /** What is going on, clipped to the window. */
  *liveIn({ since, until }: Window, participant?: number): Generator<CountedSpan> {
    for (const span of this.live) {
      if (participant !== undefined && span.participant !== participant) continue;
      const [start, end] = [Math.max(span.start, since), Math.min(span.end, until)];
      if (start < end) yield { ...span, start, end };
    }
  }

  /** Counted time of closed sessions, clipped to the window: of everybody, or of one member in order of time. */
  closedIn({ since, until }: Window, participant?: number): CountedSpan[] {
    const clipped = `participant_id, place_id, max(started_at, :since), min(started_at + counted_ms, :until)`;
    const inWindow = overlapping(':since', ':until');
    const sql =
      participant === undefined
        ? `SELECT ${clipped} FROM voice_places CROSS JOIN voice_spans ON place_id = id AND ${inWindow}
           WHERE generation_id = :key`
        : `SELECT ${clipped} FROM voice_spans WHERE participant_id = :key AND ${inWindow} ORDER BY started_at`;
    const key = participant ?? this.generationId;
    const rows = this.connection.named<SpanRow>(sql, { since, until: finite(until), key });
    return rows.map(([member, place, start, end]) => ({ participant: member, place, start, end }));
  }
}

/** Infinity is no integer. */
export function finite(instant: number): number {
  return Math.min(instant, Number.MAX_SAFE_INTEGER);
}

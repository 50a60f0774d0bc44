import type Database from 'better-sqlite3';

import { SeededRandom } from '../../test/support/seeded-random';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;

export const GUILD = '1180000000000000003';
const MEMBERS = 20_000;
const CHANNELS = 40;
/** Sessions of a year: the history is as long as it takes. */
const SESSIONS_A_YEAR = 1_000_000;
const AVERAGE_STAY = 45 * MINUTE;
const ROWS_A_STATEMENT = 500;

export interface Written {
  readonly sessions: number;
  readonly segments: number;
  readonly active: number;
  readonly from: number;
  readonly mostActive: string;
}

/** One member's place in their own time: where the next stay may begin. */
interface Walk {
  readonly userId: string;
  readonly gapMs: number;
  at: number;
}

/** Writes rows of one table many at a time, which is several times faster than one by one. */
class BulkInsert {
  private values: (string | number | null)[] = [];
  private readonly full: Database.Statement;

  constructor(
    private readonly file: Database.Database,
    private readonly sql: string,
    private readonly columns: number,
  ) {
    this.full = this.statement(ROWS_A_STATEMENT);
  }

  add(...row: (string | number | null)[]): void {
    this.values.push(...row);
    if (this.values.length < ROWS_A_STATEMENT * this.columns) return;
    this.full.run(this.values);
    this.values = [];
  }

  end(): void {
    if (this.values.length > 0) this.statement(this.values.length / this.columns).run(this.values);
    this.values = [];
  }

  private statement(rows: number): Database.Statement {
    const row = `(${Array.from({ length: this.columns }, () => '?').join(', ')})`;
    return this.file.prepare(`${this.sql} VALUES ${Array.from({ length: rows }, () => row).join(', ')}`);
  }
}

/**
 * One guild of 20,000 members and 40 channels up to `now`: a member is in one channel at a time, stays 45 minutes on
 * average, some members and channels are far more used than others, and the evening more than the morning.
 */
export function writeHistory(file: Database.Database, sessions: number, now: number): Written {
  const random = new SeededRandom(4);
  const from = now - Math.max(30, (sessions / SESSIONS_A_YEAR) * 365) * DAY;
  const session = new BulkInsert(
    file,
    'INSERT INTO voice_sessions (id, user_id, guild_id, channel_id, join_time, leave_time, is_active)',
    7,
  );
  const segment = new BulkInsert(
    file,
    'INSERT INTO voice_segments (session_id, started_at, ended_at, state)',
    4,
  );
  const walks = memberWalks(from, now, sessions, random);
  const channelOf = skewedChannel(random);
  let [id, segments, active] = [0, 0, 0];
  file.transaction(() => {
    // Segments fill a statement before their sessions do.
    file.pragma('defer_foreign_keys = ON');
    // Day by day, so that ids grow with time as they do when they are recorded.
    for (let day = from; day < now; day += DAY) {
      const until = Math.min(now, day + DAY);
      for (const walk of walks) {
        while (walk.at < until) {
          const joined = walk.at;
          const left = joined + 1 + Math.floor(-Math.log(1 - random.next()) * AVERAGE_STAY);
          const isActive = left >= now;
          id += 1;
          active += Number(isActive);
          session.add(id, walk.userId, GUILD, channelOf(), joined, isActive ? now : left, Number(isActive));
          for (const [start, end, state] of segmentsOf(joined, left, random)) {
            if (start >= now) break;
            segments += 1;
            segment.add(id, start, end >= now ? null : end, state);
          }
          walk.at = left + 1 + eveningGap(left, walk.gapMs, random);
        }
      }
    }
    session.end();
    segment.end();
  })();
  return { sessions: id, segments, active, from, mostActive: walks[0]?.userId ?? '' };
}

/** Sessions fall off with the rank: the first is in voice some hours a day, most a few times a year. */
function memberWalks(from: number, now: number, sessions: number, random: SeededRandom): Walk[] {
  const weights = Array.from({ length: MEMBERS }, (_, rank) => 1 / (rank + 51));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight, rank) => {
    // The evening takes a little from everybody.
    const expected = (sessions * 1.1 * weight) / total;
    const gapMs = Math.max(MINUTE, (now - from) / expected - AVERAGE_STAY);
    // Ids are given at random, so that their order says nothing about activity.
    const userId =
      `${180_000_000_000_000 + Math.floor(random.next() * 9e14)}${String(rank).padStart(5, '0')}`.slice(
        0,
        20,
      );
    return { userId, gapMs, at: from + Math.floor(random.next() * gapMs * 2) };
  });
}

function eveningGap(at: number, gapMs: number, random: SeededRandom): number {
  const gap = -Math.log(1 - random.next()) * gapMs;
  const hour = ((at + gap) % DAY) / HOUR;
  // Whoever would come at night comes in the evening instead.
  return Math.floor(hour < 8 ? gap + (16 - hour) * HOUR * random.next() : gap);
}

function skewedChannel(random: SeededRandom): () => string {
  const bounds: number[] = [];
  let sum = 0;
  for (let rank = 0; rank < CHANNELS; rank += 1) bounds.push((sum += 1 / (rank + 3)));
  return () => {
    const dice = random.next() * sum;
    const index = bounds.findIndex((bound) => dice < bound);
    return String(1_190_000_000_000_000_000n + BigInt(index));
  };
}

/** Two states a stay on average: muted now and then, alone at its end, AFK for a while. */
function* segmentsOf(
  joined: number,
  left: number,
  random: SeededRandom,
): Generator<[start: number, end: number, state: number]> {
  let at = joined;
  let state = 0;
  while (at < left) {
    const end =
      random.next() < 0.5 ? left : Math.min(left, at + 1 + Math.floor(random.next() * (left - joined)));
    yield [at, end, state];
    at = end;
    state = random.pick([0, 1, 1, 5, 16, 32, 64].filter((other) => other !== state) as [number, ...number[]]);
  }
}

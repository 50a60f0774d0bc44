import 'reflect-metadata';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';

import { entities } from '../ormconfig';
import { dataSourceOptions, openDatabase } from '../src/database';
import { VoiceState } from '../src/voice/voice-state';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;

/** What is read as JSON from the standard input. */
interface Wanted {
  readonly databasePath: string;
  readonly guildId: string;
  readonly channelIds: readonly string[];
  /** `habit` is the chance of an evening in voice, from 0 to 1. */
  readonly members: readonly { readonly userId: string; readonly habit: number }[];
  readonly days: number;
  /** Epoch milliseconds; what is written ends some hours before. */
  readonly until: number;
}

interface Stay {
  readonly userId: string;
  readonly channelId: string;
  readonly from: number;
  readonly to: number;
  /** What the member did during the stay: `[from, to, bits]`. */
  readonly doings: readonly (readonly [number, number, number])[];
}

/** Writes months of invented evenings into a database that the bot has not opened yet, as the bot records them. */
async function main(): Promise<void> {
  const wanted = JSON.parse(await text(process.stdin)) as Wanted;
  const dataSource = await openDatabase({ ...dataSourceOptions(wanted.databasePath), entities });
  await dataSource.destroy();
  const file = new Database(wanted.databasePath);
  try {
    write(file, wanted);
  } finally {
    file.close();
  }
}

function write(file: Database.Database, wanted: Wanted): void {
  const session = file.prepare(
    'INSERT INTO voice_sessions (user_id, guild_id, channel_id, join_time, leave_time, is_active) VALUES (?, ?, ?, ?, ?, 0)',
  );
  const segment = file.prepare(
    'INSERT INTO voice_segments (session_id, started_at, ended_at, state) VALUES (?, ?, ?, ?)',
  );
  const dice = diceOf(7);
  file.transaction(() => {
    for (let ago = wanted.days; ago > 0; ago -= 1) {
      const midnight = Math.floor(wanted.until / DAY) * DAY - ago * DAY;
      const evening = wanted.channelIds.flatMap((channelId, index) =>
        eveningIn(channelId, index, midnight, wanted, dice),
      );
      for (const stay of inOnePlaceAtATime(evening)) {
        const { lastInsertRowid } = session.run(
          stay.userId,
          wanted.guildId,
          stay.channelId,
          stay.from,
          stay.to,
        );
        for (const [from, to, state] of segmentsOf(stay, evening))
          segment.run(lastInsertRowid, from, to, state);
      }
    }
  })();
}

function eveningIn(
  channelId: string,
  index: number,
  midnight: number,
  { members }: Wanted,
  dice: () => number,
): Stay[] {
  const isWeekend = [0, 6].includes(new Date(midnight).getUTCDay());
  const begins = midnight + (index === 0 ? 17 : 14) * HOUR + dice() * 2 * HOUR;
  return members.flatMap(({ userId, habit }) => {
    const chance = (index === 0 ? habit : habit / 4) * (isWeekend ? 1.3 : 1);
    if (dice() > chance) return [];
    const from = Math.round(begins + dice() * 90 * MINUTE);
    const to = Math.round(from + (20 + dice() * 150) * MINUTE);
    const half = Math.round(from + (to - from) * dice());
    const bits = [VoiceState.selfMute, VoiceState.streaming, VoiceState.selfMute | VoiceState.selfDeaf][
      Math.floor(dice() * 6)
    ];
    return [{ userId, channelId, from, to, doings: bits === undefined ? [] : [[half, to, bits]] }];
  });
}

/** Nobody is in two channels at once: whoever would be stays in the first. */
function inOnePlaceAtATime(stays: Stay[]): Stay[] {
  for (let index = stays.length - 1; index >= 0; index -= 1) {
    const stay = stays[index];
    const overlaps = stays.some(
      (other, at) =>
        at < index && other.userId === stay?.userId && other.from < stay.to && stay.from < other.to,
    );
    if (overlaps) stays.splice(index, 1);
  }
  return stays;
}

function* segmentsOf(
  stay: Stay,
  evening: readonly Stay[],
): Generator<[from: number, to: number, state: number]> {
  const others = evening.filter(
    ({ userId, channelId }) => channelId === stay.channelId && userId !== stay.userId,
  );
  const edges = [...others, ...stay.doings.map(([from, to]) => ({ from, to }))].flatMap(({ from, to }) => [
    from,
    to,
  ]);
  const inside = edges.filter((at) => at > stay.from && at < stay.to);
  const cuts = [...new Set([stay.from, ...inside, stay.to])].sort((a, b) => a - b);
  let open: [from: number, to: number, state: number] | null = null;
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    const to = cuts[index + 1] ?? stay.to;
    const isAlone = !others.some((other) => other.from <= from && other.to >= to);
    const doing = stay.doings.find((each) => each[0] <= from && each[1] >= to);
    const state = (isAlone ? VoiceState.alone : 0) | (doing?.[2] ?? 0);
    if (open?.[2] === state) open[1] = to;
    else {
      if (open !== null) yield open;
      open = [from, to, state];
    }
  }
  if (open !== null) yield open;
}

/** Repeatable, so that every sandbox has the same past. */
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

void main();

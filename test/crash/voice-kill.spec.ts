import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { BotProcess } from '../../sandbox/bot-process';
import { SandboxDiscord } from '../../sandbox/discord';
import { VoiceState } from '../../src/voice/voice-state';
import { VoiceRoom } from '../e2e/voice/voice-room';
import { expectTidy } from '../integration/voice/expect-tidy';
import type { SessionRow } from '../integration/voice/stored-sessions';
import { SeededRandom } from '../support/seeded-random';
import { type Span, uncovered } from '../support/uncovered';

const KILLS = Number(process.env.CRASH_KILLS ?? 20);
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const PEOPLE = 60;
const PATIENCE_MS = 60_000;
/** In a storm every write says that we are there, so that far less than the heartbeat's ten seconds is lost. */
const LOST_AT_MOST_MS = 1_500;
/** How long an event is on its way on a busy machine. */
const ON_ITS_WAY_MS = 1_500;
const CLOSED = 'http://127.0.0.1:9';

/** A stay as it was told to Discord. */
interface Stay extends Span {
  readonly index: number;
  readonly channelId: string;
}

describe(`killed ${KILLS} times during a storm of voice events (CRASH_SEED=${SEED})`, () => {
  const random = new SeededRandom(SEED);
  /** From the kill until the bot sees Discord again. */
  const outages: Span[] = [];
  const stays: Stay[] = [];
  const present = new Map<number, { channelId: string; from: number }>();
  let folder: string;
  let discord: SandboxDiscord;
  let room: VoiceRoom;
  let bot: BotProcess;
  let events = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pwr-bot-crash-'));
    discord = await SandboxDiscord.start();
    room = new VoiceRoom(discord, join(folder, 'data.db'), PEOPLE);
    bot = await startBot();
  });

  afterAll(async () => {
    await bot.kill();
    await discord.close();
    await rm(folder, { recursive: true });
  });

  async function startBot(): Promise<BotProcess> {
    const platforms = { anilistUrl: CLOSED, mangadexUrl: CLOSED };
    const variables = { ENABLE_FEED_PUBLISHER: 'false', ENABLE_AUTOREGISTER_CMD: 'false', LOG_LEVEL: 'warn' };
    const started = BotProcess.start({
      discord,
      platforms,
      databasePath: join(folder, 'data.db'),
      variables,
    });
    await discord.until(() => discord.gateway.sessions > 0, PATIENCE_MS);
    return started;
  }

  /** Somebody joins, moves, leaves or mutes. */
  function stir(): void {
    const index = random.integer(0, PEOPLE - 1);
    const here = present.get(index);
    const at = Date.now();
    events += 1;
    if (here && random.next() < 0.3) {
      discord.setVoiceState(room.guildId, room.person(index), { selfMute: random.next() < 0.5 });
      return;
    }
    const channelId = here && random.next() < 0.5 ? null : random.pick([room.lounge, room.studio]);
    if (channelId === here?.channelId) return;
    if (here) stays.push({ index, ...here, to: at });
    if (channelId === null) present.delete(index);
    else present.set(index, { channelId, from: at });
    room.go(index, channelId);
  }

  async function stormFor(ms: number): Promise<void> {
    for (const end = Date.now() + ms; Date.now() < end;) {
      await sleep(5);
      for (let n = random.integer(0, 5); n > 0; n--) stir();
    }
  }

  /** What may be missing around each outage. */
  const forgiven = (): Span[] =>
    outages.map(({ from, to }) => ({ from: from - LOST_AT_MOST_MS, to: to + ON_ITS_WAY_MS }));

  it('loses less than a heartbeat at each, and what it stored holds together', async () => {
    for (let kill = 1; kill <= KILLS; kill++) {
      await stormFor(random.integer(2_000, 4_000));
      const from = Date.now();
      await bot.kill();
      if (random.next() < 0.5) for (let n = 0; n < 30; n++) stir();
      await discord.until(() => discord.gateway.sessions === 0, PATIENCE_MS);
      bot = await startBot();
      outages.push({ from, to: Date.now() });
    }
    // Long enough after the last kill for what must not be lost.
    await stormFor(3_000);
    await bot.stop();
    const end = Date.now();
    for (const [index, here] of present) stays.push({ index, ...here, to: end });
    const sessions = room.sessions();
    expectTidy(sessions);
    expectCompany(sessions);
    for (let index = 0; index < PEOPLE; index++) {
      const told = stays.filter((stay) => stay.index === index);
      const stored = sessions.filter(({ userId }) => userId === room.person(index));
      for (const channelId of [room.lounge, room.studio]) {
        const isHere = (stay: { channelId: string }): boolean => stay.channelId === channelId;
        const truth = told.filter(isHere);
        const record = stored.filter(isHere).map(spanOf);
        // Each event is seen a little later than it is told.
        const slack = ON_ITS_WAY_MS / 2;
        expect(uncovered(truth, record, forgiven())).toBeLessThan(slack);
        expect(uncovered(record, truth, forgiven())).toBeLessThan(slack);
      }
    }
    console.info(`${KILLS} kills, ${events} events, ${stays.length} stays, ${sessions.length} sessions`);
  });
});

function spanOf({ joinTime, leaveTime }: SessionRow): Span {
  return { from: joinTime, to: leaveTime ?? Infinity };
}

/** Whoever is alone in a segment is so all the while, and nobody else is. */
function expectCompany(sessions: readonly SessionRow[]): void {
  for (const session of sessions) {
    for (const { startedAt, endedAt, state } of session.segments) {
      const to = endedAt ?? Infinity;
      const others = sessions.filter(
        (other) =>
          other.channelId === session.channelId &&
          other.userId !== session.userId &&
          other.joinTime < to &&
          (other.leaveTime ?? Infinity) > startedAt,
      );
      if (state & VoiceState.alone) expect(others).toEqual([]);
      else expect(others).not.toEqual([]);
    }
  }
}

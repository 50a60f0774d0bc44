import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { BotProcess } from '../../sandbox/bot-process';
import { SandboxDiscord, type StoredMessage } from '../../sandbox/discord';
import { SandboxPlatforms } from '../../sandbox/platforms';
import { SeededRandom } from '../support/seeded-random';

const KILLS = Number(process.env.CRASH_KILLS ?? 20);
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const MESSAGES = '/channels/{channel_id}/messages';
const PATIENCE_MS = 60_000;
const MOST_AT_ONCE = 3;
/** A message lists so many chapters and only counts the rest. */
const LISTED = 10;

/** At which line the process dies, counted from the moment the platform published. */
const MOMENTS = [
  'after some time',
  'as the platform is read',
  'as Discord has stored a message',
  'before Discord works',
] as const;

describe(`killed ${KILLS} times between the platform's news and Discord's answer (CRASH_SEED=${SEED})`, () => {
  const random = new SeededRandom(SEED);
  const published: string[] = [];
  let folder: string;
  let discord: SandboxDiscord;
  let platforms: SandboxPlatforms;
  let bot: BotProcess;
  let mangaId: string;
  let inboxes: (() => readonly StoredMessage[])[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pwr-bot-crash-'));
    discord = await SandboxDiscord.start();
    platforms = await SandboxPlatforms.start({ rateLimits: false });
    bot = await startBot();
    await followByEverybody();
  });

  afterAll(async () => {
    await bot.kill();
    await platforms.close();
    await discord.close();
    await rm(folder, { recursive: true });
  });

  async function startBot(): Promise<BotProcess> {
    const started = BotProcess.start({ discord, platforms, databasePath: join(folder, 'data.db') });
    await discord.until(() => discord.gateway.sessions > 0 && discord.commands().length > 0, PATIENCE_MS);
    return started;
  }

  async function followByEverybody(): Promise<void> {
    const manga = platforms.world.addManga({ title: 'Salt and Starlight' });
    mangaId = manga.id;
    const admin = discord.createUser({ username: 'rowan' });
    const members = [
      admin,
      discord.createUser({ username: 'mika' }),
      discord.createUser({ username: 'noor' }),
    ];
    const guild = discord.createGuild({ ownerId: admin.id, members });
    const channel = discord.createChannel(guild.id, { name: 'new-chapters' });
    const at = { guildId: guild.id, channelId: channel.id, name: 'feed', timeoutMs: PATIENCE_MS };
    await discord.command({ ...at, userId: admin.id, path: ['settings'], options: { channel: channel.id } });
    const follow = async (userId: string, into: string): Promise<void> => {
      const options = { links: manga.url, send_into: into };
      await discord.command({ ...at, userId, path: ['subscribe'], options });
    };
    await follow(admin.id, 'server');
    for (const { id } of members) await follow(id, 'dm');
    inboxes = [
      () => discord.messages(channel.id),
      ...members.map(
        ({ id }) =>
          () =>
            discord.directMessages(id),
      ),
    ];
  }

  /** Unless several rounds without a single read have left as many untold as one message lists. */
  function publish(): void {
    const told = Math.min(...inboxes.map((inbox) => toldIn(inbox).length));
    if (published.length - told > LISTED - MOST_AT_ONCE) return;
    for (let n = random.integer(1, MOST_AT_ONCE); n > 0; n--) {
      const { url } = platforms.world.publishChapter(mangaId, { chapter: String(published.length + 1) });
      published.push(url);
    }
  }

  async function killAt(moment: (typeof MOMENTS)[number]): Promise<void> {
    const messages = countMessages();
    const reads = platforms.mangadex.requests.length;
    if (moment === 'as Discord has stored a message') {
      discord.faults.next({ method: 'POST', route: MESSAGES, when: 'after', delayMs: 400 });
      await discord.until(() => countMessages() > messages, PATIENCE_MS);
    } else if (moment === 'before Discord works') {
      discord.faults.next({ method: 'POST', route: MESSAGES, when: 'before', delayMs: 600, times: 4 });
      await sleep(random.integer(500, 2500));
    } else if (moment === 'as the platform is read') {
      await discord.until(() => platforms.mangadex.requests.length > reads, PATIENCE_MS);
      await sleep(random.integer(0, 30));
    } else {
      await sleep(random.integer(0, 2500));
    }
    await bot.kill();
    discord.faults.clear();
  }

  const countMessages = (): number => inboxes.reduce((sum, inbox) => sum + inbox().length, 0);

  /** The links of chapters in the messages of one subscriber, in the order they were told. */
  function toldIn(inbox: () => readonly StoredMessage[]): string[] {
    const sent = inbox().map((message) => JSON.stringify(message.components.slice(0, 1)));
    return sent.flatMap((text) =>
      [...text.matchAll(/\]\((https:[^)]*\/chapter\/[^)]*)\)/g)].map(([, url = '']) => url),
    );
  }

  it('tells each subscriber each chapter exactly once and in order', async () => {
    for (let round = 1; round <= KILLS; round++) {
      publish();
      const moment = random.pick(MOMENTS);
      await killAt(moment);
      // Some chapters come out while nobody watches.
      if (random.next() < 0.3) publish();
      bot = await startBot();
    }
    await discord.until(
      () => inboxes.every((inbox) => toldIn(inbox).length >= published.length),
      PATIENCE_MS,
    );
    // Whatever would come twice has had the time to come.
    await sleep(5_000);
    for (const inbox of inboxes) expect(toldIn(inbox)).toEqual(published);
    console.info(
      `${KILLS} kills, ${published.length} chapters, ${inboxes.length} subscribers, ${countMessages()} messages`,
    );
  });
});

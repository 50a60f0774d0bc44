import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BotProcess } from './bot-process';
import { buttonsOf, SandboxDiscord, textOf } from './discord';
import { SandboxPlatforms } from './platforms';
import { printMessage } from './print-message';

const PATIENCE_MS = 30_000;

/** Shows the main job from the first command to the delivered message, without a token and without the internet. */
export async function walkThrough(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pwr-bot-sandbox-'));
  const discord = await SandboxDiscord.start();
  const platforms = await SandboxPlatforms.start();
  const bot = BotProcess.start({ discord, platforms, databasePath: join(folder, 'data.db') });
  try {
    await tour(discord, platforms, bot);
  } catch (error) {
    console.error(`\nThe bot's log:\n${bot.log}`);
    throw error;
  } finally {
    await bot.stop();
    await platforms.close();
    await discord.close();
    await rm(folder, { recursive: true });
  }
}

async function tour(discord: SandboxDiscord, platforms: SandboxPlatforms, bot: BotProcess): Promise<void> {
  say(
    'A local Discord, a local AniList and a local MangaDex are up. The bot starts as a process of its own …',
  );
  const admin = discord.createUser({ username: 'rowan', globalName: 'Rowan' });
  const member = discord.createUser({ username: 'mika', globalName: 'Mika' });
  const guild = discord.createGuild({ name: 'The Harbour', ownerId: admin.id, members: [admin, member] });
  const channel = discord.createChannel(guild.id, { name: 'new-chapters' });
  await discord.until(() => {
    if (!bot.running) throw new Error('The bot has stopped');
    return discord.commands().length > 0;
  }, PATIENCE_MS);
  await discord.gateway.ready();
  say(`… is logged in (process ${bot.pid}) and has registered: ${commandNames(discord)}`);

  const manga = platforms.world.addManga({ title: 'Salt and Starlight' });
  platforms.world.publishChapter(manga.id, { chapter: '104', at: Date.now() - 86_400_000 });
  const at = { guildId: guild.id, channelId: channel.id };
  const follow = async (userId: string, into: string): Promise<void> => {
    const options = { links: manga.url, send_into: into };
    const reply = await discord.command({
      ...at,
      userId,
      name: 'feed',
      path: ['subscribe'],
      options,
      timeoutMs: PATIENCE_MS,
    });
    if (reply.message) console.log(printMessage('the bot answers, for their eyes only', reply.message));
  };
  say(`Mika uses  /feed subscribe links:${manga.url} send_into:DM`);
  await follow(member.id, 'dm');
  say(
    'Rowan, who may manage the server, uses  /feed settings channel:#new-chapters  and subscribes the server:',
  );
  await discord.command({
    ...at,
    userId: admin.id,
    name: 'feed',
    path: ['settings'],
    options: { channel: channel.id },
  });
  await follow(admin.id, 'server');

  say('A chapter comes out on MangaDex …');
  platforms.world.publishChapter(manga.id, {
    chapter: '105',
    title: 'The Lighthouse',
    groups: ['Harbour Scans'],
  });
  const publishedAt = Date.now();
  await discord.until(
    () => discord.directMessages(member.id).length === 1 && discord.messages(channel.id).length === 1,
    PATIENCE_MS,
  );
  say(`… and ${((Date.now() - publishedAt) / 1000).toFixed(1)} s later it was told, once each:`);
  const [dm] = discord.directMessages(member.id);
  const [post] = discord.messages(channel.id);
  if (!dm || !post) throw new Error('A message is gone');
  console.log(printMessage('Mika’s direct messages', dm));
  console.log(printMessage('#new-chapters', post));
  if (!textOf(dm).includes('Chapter 105') || buttonsOf(dm).length === 0)
    throw new Error('The message lacks the chapter');
  say('That is the main job. README.md says how to run the bot with a real token.');
}

function commandNames(discord: SandboxDiscord): string {
  return discord
    .commands()
    .flatMap(({ name, options = [] }) => options.map((option) => `/${name} ${option.name}`))
    .join(', ');
}

function say(text: string): void {
  console.log(`\n${text}`);
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';

import { BotProcess } from '../../../sandbox/bot-process';
import {
  buttonsOf,
  type ChannelRecord,
  type GuildRecord,
  type Reply,
  SandboxDiscord,
  type StoredMessage,
  type UserRecord,
} from '../../../sandbox/discord';
import { SandboxPlatforms } from '../../../sandbox/platforms';

const PATIENCE_MS = 60_000;
/** The bot looks for due messages each second. */
const CLAIM_MS = 1_100;
const MESSAGES = '/channels/{channel_id}/messages';

export interface Place {
  readonly admin: UserRecord;
  readonly guild: GuildRecord;
  readonly channel: ChannelRecord;
}

/** The built bot as a process, and people who follow one manga. */
export class FollowedManga {
  private chapters = 0;

  private constructor(
    readonly discord: SandboxDiscord,
    private readonly platforms: SandboxPlatforms,
    private readonly bot: BotProcess,
    private readonly folder: string,
    private readonly database: Database.Database,
    private readonly manga: { readonly id: string; readonly url: string },
  ) {}

  static async start(): Promise<FollowedManga> {
    const folder = await mkdtemp(join(tmpdir(), 'pwr-bot-e2e-'));
    const discord = await SandboxDiscord.start();
    const platforms = await SandboxPlatforms.start({ rateLimits: false });
    const databasePath = join(folder, 'data.db');
    const bot = BotProcess.start({ discord, platforms, databasePath });
    await discord.until(() => discord.gateway.sessions > 0 && discord.commands().length > 0, PATIENCE_MS);
    const manga = platforms.world.addManga({ title: 'Salt and Starlight' });
    const database = new Database(databasePath, { readonly: true });
    return new FollowedManga(discord, platforms, bot, folder, database, manga);
  }

  async close(): Promise<void> {
    this.database.close();
    await this.bot.kill();
    await this.platforms.close();
    await this.discord.close();
    await rm(this.folder, { recursive: true });
  }

  /** A guild that follows the manga into a channel of its own. */
  async follow({ acceptsDms = true }: { acceptsDms?: boolean } = {}): Promise<Place> {
    const admin = this.discord.createUser({ acceptsDms });
    const guild = this.discord.createGuild({ name: 'The Harbour', ownerId: admin.id });
    const channel = this.discord.createChannel(guild.id, { name: 'releases' });
    const place = { admin, guild, channel };
    await this.feed(place, 'settings', { channel: channel.id });
    await this.feed(place, 'subscribe', { links: this.manga.url, send_into: 'server' });
    return place;
  }

  /** A member who follows the manga. */
  async followByDm({ guild, channel }: Place): Promise<UserRecord> {
    const member = this.discord.createUser();
    this.discord.addMember(guild.id, member.id);
    await this.feed({ admin: member, guild, channel }, 'subscribe', {
      links: this.manga.url,
      send_into: 'dm',
    });
    return member;
  }

  feed(
    { admin, guild, channel }: Place,
    subcommand: string,
    options: Record<string, string> = {},
    at: string = channel.id,
  ): Promise<Reply> {
    return this.discord.command({
      name: 'feed',
      path: [subcommand],
      userId: admin.id,
      guildId: guild.id,
      channelId: at,
      options,
      timeoutMs: PATIENCE_MS,
    });
  }

  /** @returns the label of the new chapter. */
  publish(): string {
    this.chapters += 1;
    this.platforms.world.publishChapter(this.manga.id, { chapter: String(this.chapters) });
    return `Chapter ${this.chapters}`;
  }

  /** Waits until that many messages are owed to a guild or a member, and whatever goes out at once has gone. */
  async untilOwed(targetId: string, messages: number): Promise<void> {
    const count = this.database.prepare<[string], { n: number }>(
      `SELECT COUNT(*) AS n FROM outbox_messages WHERE state = 'pending' AND kind = 'feeds.release'
         AND subscriber_id = (SELECT id FROM subscribers WHERE target_id = ?)`,
    );
    await this.until(() => count.get(targetId)?.n === messages);
    await sleep(CLAIM_MS);
  }

  isStopped(targetId: string): boolean {
    return (
      this.database
        .prepare('SELECT 1 FROM subscribers WHERE target_id = ? AND unreachable_since IS NOT NULL')
        .all(targetId).length === 1
    );
  }

  /** Attempts to write into a channel so far, refused ones included. */
  attempts(channelId: string): number {
    const path = `/channels/${channelId}/messages`;
    return this.discord.requests.filter((request) => request.method === 'POST' && request.path === path)
      .length;
  }

  refusals(): number {
    return this.discord.requests.filter(
      ({ route, status }) => route === MESSAGES && (status === 403 || status === 404),
    ).length;
  }

  until(condition: () => boolean): Promise<void> {
    return this.discord.until(condition, PATIENCE_MS);
  }

  async pressResume(userId: string, message: StoredMessage): Promise<Reply> {
    const resume = buttonsOf(message).find(({ label }) => label === 'Resume');
    if (!resume?.customId) throw new Error('The message has no button «Resume»');
    return this.discord.press({ userId, message, customId: resume.customId, timeoutMs: PATIENCE_MS });
  }
}

/** The chapters that a message tells, in its order. */
export function chaptersIn(message: StoredMessage | undefined): string[] {
  const text = JSON.stringify(message?.components ?? []);
  return [...text.matchAll(/\[(Chapter \d+)\]/g)].map(([, label = '']) => label);
}

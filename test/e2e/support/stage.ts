import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { BotProcess } from '../../../sandbox/bot-process';
import { SandboxDiscord, type SandboxDiscordOptions } from '../../../sandbox/discord';
import { SandboxPlatforms } from '../../../sandbox/platforms';
import { DiscordContract } from '../../contract/openapi/discord-contract';
import { Community } from './community';
import { FeedCommands, type Person } from './feed-commands';

/** More than anything here takes on a busy machine, less than Jest waits for a test. */
const PATIENCE_MS = 60_000;
/** What the bot promises a service manager, with a little for the process to end. */
const STOP_WITHIN_MS = 10_500;

/** Present where `API_SPECS_DIR` is set. */
const contract = DiscordContract.fromEnv();

type Variables = Readonly<Record<string, string>>;

/** A local Discord, local platforms and a place for a database, on which the built bot runs as its own process. */
export class Stage {
  private readonly bots: BotProcess[] = [];
  private closed = false;

  private constructor(
    readonly discord: SandboxDiscord,
    readonly platforms: SandboxPlatforms,
    readonly folder: string,
  ) {}

  static async open(options: SandboxDiscordOptions = {}): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'pwr-bot-e2e-'));
    const discord = await SandboxDiscord.start(options);
    contract?.watch(discord);
    return new Stage(discord, await SandboxPlatforms.start(), folder);
  }

  get databasePath(): string {
    return join(this.folder, 'data.db');
  }

  /** The bot that was started last. */
  get bot(): BotProcess {
    const bot = this.bots.at(-1);
    if (!bot) throw new Error('No bot was started');
    return bot;
  }

  /** What every bot of this stage printed. */
  get log(): string {
    return this.bots.map((bot) => bot.log).join('\n── the next process ──\n');
  }

  /** Starts the bot and does not wait for it. */
  launch(variables: Variables = {}, clockOffsetMs?: number): BotProcess {
    // A test that took too long goes on in the background; its bots would outlive us.
    if (this.closed) throw new Error('The stage is closed');
    const { discord, platforms, databasePath } = this;
    const clock = clockOffsetMs === undefined ? {} : { clockOffsetMs };
    const bot = BotProcess.start({ discord, platforms, databasePath, variables, ...clock });
    this.bots.push(bot);
    return bot;
  }

  /** Starts the bot and waits until it is logged in and people find its commands. */
  async start(variables: Variables = {}): Promise<BotProcess> {
    await this.until(() => this.discord.gateway.sessions === 0);
    const bot = this.launch(variables);
    await this.loggedIn(bot);
    await this.until(() => this.discord.commands().length > 0);
    return bot;
  }

  async loggedIn(bot: BotProcess): Promise<void> {
    await this.until(() => {
      if (!bot.running) throw new Error(`The bot has stopped:\n${bot.log}`);
      return this.discord.gateway.sessions > 0 && bot.log.includes('Logged in as');
    });
  }

  /** The exit code of the bot that was started last; one that does not end is killed, and the test fails. */
  async exitCode(withinMs = PATIENCE_MS): Promise<number | null> {
    const { bot } = this;
    const tooLong = sleep(withinMs, 'too long' as const, { ref: false });
    const outcome = await Promise.race([bot.exited(), tooLong]);
    if (outcome !== 'too long') return outcome;
    await bot.kill();
    throw new Error(`The bot had not ended after ${withinMs} ms`);
  }

  /** Asks the bot to stop and expects it to end in good order and in time. */
  async stop(signal: 'SIGTERM' | 'SIGINT' = 'SIGTERM'): Promise<void> {
    process.kill(this.bot.pid, signal);
    expect(await this.exitCode(STOP_WITHIN_MS)).toBe(0);
  }

  async restart(variables: Variables = {}): Promise<BotProcess> {
    await this.stop();
    return this.start(variables);
  }

  until(condition: () => boolean | Promise<boolean>, timeoutMs = PATIENCE_MS): Promise<void> {
    return this.discord.until(condition, timeoutMs);
  }

  /** A guild with an admin, a member who may manage nothing, and a channel for news. */
  community(): Community {
    return Community.found(this);
  }

  as(person: Person): FeedCommands {
    return new FeedCommands(this.discord, person, PATIENCE_MS);
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.bots.map((bot) => bot.kill()));
    await this.platforms.close();
    await this.discord.close();
    await rm(this.folder, { recursive: true });
  }
}

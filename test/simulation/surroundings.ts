import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SandboxDiscord } from '../../sandbox/discord';
import { SandboxPlatforms, SandboxWorld } from '../../sandbox/platforms';
import { SandboxWebFeeds } from '../../sandbox/web-feeds';

const SITES = 3;

/** Runs on by itself or not; `pass` moves it on. */
export interface SharedClock {
  /** In epoch milliseconds. */
  readonly now: () => number;
  pass(ms: number): void;
}

/** Everything that the bot talks to, on real sockets and on one clock. */
export class Surroundings {
  private constructor(
    readonly clock: SharedClock,
    readonly discord: SandboxDiscord,
    readonly platforms: SandboxPlatforms,
    /** Each is a host of its own. */
    readonly webFeeds: readonly SandboxWebFeeds[],
    readonly folder: string,
  ) {}

  static async start(clock: SharedClock): Promise<Surroundings> {
    const { now } = clock;
    const folder = await mkdtemp(join(tmpdir(), 'pwr-bot-day-'));
    const discord = await SandboxDiscord.start({ now, rateLimits: false });
    const world = new SandboxWorld({ now, seed: false });
    const platforms = await SandboxPlatforms.start({ world, rateLimits: false });
    const webFeeds = await Promise.all(Array.from({ length: SITES }, () => SandboxWebFeeds.start()));
    return new Surroundings(clock, discord, platforms, webFeeds, folder);
  }

  /** Epoch milliseconds. */
  readonly now = (): number => this.clock.now();

  get databasePath(): string {
    return join(this.folder, 'data.db');
  }

  async close(): Promise<void> {
    await this.platforms.close();
    await this.discord.close();
    await Promise.all(this.webFeeds.map((site) => site.close()));
    await rm(this.folder, { recursive: true });
  }
}

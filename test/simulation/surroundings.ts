import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SandboxDiscord } from '../../sandbox/discord';
import { SandboxPlatforms, SandboxWorld } from '../../sandbox/platforms';
import { SandboxWebFeeds } from '../../sandbox/web-feeds';
import { SettableClock } from '../support/settable-clock';

const SITES = 3;

/** Everything that the bot talks to, on real sockets and on one clock. */
export class Surroundings {
  private constructor(
    readonly clock: SettableClock,
    readonly discord: SandboxDiscord,
    readonly platforms: SandboxPlatforms,
    /** Each is a host of its own. */
    readonly webFeeds: readonly SandboxWebFeeds[],
    private readonly folder: string,
  ) {}

  static async start(): Promise<Surroundings> {
    const clock = new SettableClock();
    const now = (): number => clock.now().getTime();
    const folder = await mkdtemp(join(tmpdir(), 'pwr-bot-day-'));
    const discord = await SandboxDiscord.start({ now, rateLimits: false });
    const world = new SandboxWorld({ now, seed: false });
    const platforms = await SandboxPlatforms.start({ world, rateLimits: false });
    const webFeeds = await Promise.all(Array.from({ length: SITES }, () => SandboxWebFeeds.start()));
    return new Surroundings(clock, discord, platforms, webFeeds, folder);
  }

  /** Epoch milliseconds. */
  readonly now = (): number => this.clock.now().getTime();

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

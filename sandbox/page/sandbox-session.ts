import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayIntentBits } from 'discord.js';
import { BotProcess } from '../bot-process';
import { SandboxDiscord, type UserRecord } from '../discord';
import { SandboxPlatforms, SandboxWorld } from '../platforms';
import { SandboxWebFeeds } from '../web-feeds';
import { Ledger } from './ledger';
import { Catalogue } from './catalogue';
import { SandboxClock } from './sandbox-clock';
import { TimeMachine } from './time-machine';
import { fillVoice, foundTown, type Town } from './town';

const HISTORY_DAYS = 150;
const PATIENCE_MS = 60_000;
const SEED = join(__dirname, '../../scripts/seed-voice-history.ts');

/** One run of the sandbox: everything that the bot talks to, the bot's process, and the time they share. */
export class SandboxSession {
  readonly clock: SandboxClock;
  readonly town: Town;
  readonly catalogue: Catalogue;
  readonly ledger: Ledger;
  readonly time: TimeMachine;
  bot: BotProcess | null = null;
  /** Who came after the town was founded. */
  readonly newcomers: UserRecord[] = [];
  /** The history is being written, or the first subscriptions made. */
  isPreparing = true;
  private readonly databasePath: string;

  private constructor(
    readonly discord: SandboxDiscord,
    readonly platforms: SandboxPlatforms,
    readonly webFeeds: SandboxWebFeeds,
    private readonly folder: string,
    clock: SandboxClock,
  ) {
    this.clock = clock;
    discord.setPrivilegedIntents(GatewayIntentBits.GuildMembers);
    this.town = foundTown(discord);
    this.catalogue = new Catalogue(platforms, webFeeds, clock.now);
    this.databasePath = join(folder, 'data.db');
    this.ledger = new Ledger(this.databasePath);
    this.time = new TimeMachine(clock, discord, () => this.bot);
  }

  static async start(): Promise<SandboxSession> {
    const clock = new SandboxClock();
    const folder = await mkdtemp(join(tmpdir(), 'pwr-bot-sandbox-'));
    const discord = await SandboxDiscord.start({ now: clock.now });
    const world = new SandboxWorld({ now: clock.now });
    const platforms = await SandboxPlatforms.start({ world });
    return new SandboxSession(discord, platforms, await SandboxWebFeeds.start(), folder, clock);
  }

  /** Gives the guild its past, starts the bot and lets some subscribe, by the bot's own commands. */
  async prepare(): Promise<void> {
    await this.writeHistory();
    fillVoice(this.discord, this.town);
    this.startBot();
    await this.discord.until(() => {
      if (!this.isRunning) throw new Error(`The bot has stopped:\n${this.bot?.log ?? ''}`);
      return this.discord.commands().length > 0;
    }, PATIENCE_MS);
    await this.firstSubscriptions();
    this.isPreparing = false;
  }

  get isRunning(): boolean {
    return this.bot?.running === true;
  }

  /** People and bots, those who left too. */
  everybody(): UserRecord[] {
    return [this.discord.botUser, ...this.town.residents.map(({ user }) => user), ...this.newcomers];
  }

  startBot(): void {
    if (this.isRunning) return;
    this.bot = BotProcess.start({
      discord: this.discord,
      platforms: this.platforms,
      databasePath: this.databasePath,
      variables: {
        ALLOW_PRIVATE_FEEDS: this.webFeeds.origin,
        POLL_INTERVAL: '5',
        ENABLE_WELCOME: 'true',
        ADMIN_ID: this.town.admin.id,
        ADMIN_GUILD_ID: this.town.guild.id,
      },
      clockOffsetMs: this.clock.offsetMs,
    });
  }

  async close(): Promise<void> {
    if (this.isRunning) await this.bot?.stop();
    this.ledger.close();
    await Promise.all([this.platforms.close(), this.discord.close(), this.webFeeds.close()]);
    await rm(this.folder, { recursive: true, force: true });
  }

  /** By a process of its own, because the sandbox knows nothing of how the bot stores it. */
  private async writeHistory(): Promise<void> {
    const { guild, residents, harbour, quiet } = this.town;
    const child = spawn(process.execPath, ['-r', '@swc-node/register', SEED], {
      cwd: join(__dirname, '../..'),
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    child.stdin.end(
      JSON.stringify({
        databasePath: this.databasePath,
        guildId: guild.id,
        channelIds: [harbour.id, quiet.id],
        members: residents
          .filter(({ habit }) => habit > 0)
          .map(({ user, habit }) => ({ userId: user.id, habit })),
        days: HISTORY_DAYS,
        until: this.clock.now(),
      }),
    );
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error('The history of voice could not be written');
  }

  private async firstSubscriptions(): Promise<void> {
    const { guild, admin, chapters } = this.town;
    const at = {
      userId: admin.id,
      guildId: guild.id,
      channelId: chapters.id,
      name: 'feed',
      timeoutMs: PATIENCE_MS,
    };
    const links = this.catalogue
      .list()
      .filter(({ title }) => ['The Paper Harbour', 'The Lighthouse on the Moon'].includes(title))
      .map(({ url }) => url)
      .join(', ');
    await this.discord.command({ ...at, path: ['settings'], options: { channel: chapters.id } });
    await this.discord.command({ ...at, path: ['subscribe'], options: { links, send_into: 'server' } });
  }
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import Database from 'better-sqlite3';

import { BotProcess } from '../../sandbox/bot-process';
import type { SandboxClock } from '../../sandbox/page/sandbox-clock';
import type { LivingBot, LogLine } from './manner';
import type { Surroundings } from './surroundings';

const PROBE = join(__dirname, 'probe.cjs');
/** Of real time; a machine may have other things to do. */
const STARTED_WITHIN_MS = 120_000;
const CALM_WITHIN_MS = 20_000;
/** What a source does not answer for that long may wait. */
const SOURCES_WITHIN_MS = 300;
/** In so many looks one after the other nothing was going on. */
const CALM_LOOKS = 2;
/** Sources are asked at their own pace, of which a tick does not wait for the end. */
const WORK_ROUNDS = 8;
const WORK_PAUSE_MS = 300;
/** What passes from look to look: the outbox looks once a second, and sources are asked several times a second at most. */
const LOOK_MS = 1_100;

/** What the process holds, in bytes and numbers. */
export interface Held {
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
  readonly files: number;
  readonly threads: number;
}

/** The unmodified, built bot, whose schedulers run by themselves on a clock that is moved on. */
export class BuiltBot implements LivingBot {
  private readonly process: BotProcess;
  private offsetMs: number;
  private read = 0;
  /** For reading. */
  private file: Database.Database | null = null;

  private constructor(
    private readonly surroundings: Surroundings,
    private readonly clock: SandboxClock,
    private readonly log: LogLine[],
    variables: Readonly<Record<string, string>>,
  ) {
    const { discord, platforms, webFeeds, databasePath } = surroundings;
    this.offsetMs = clock.offsetMs;
    this.process = BotProcess.start({
      ...{ discord, platforms, databasePath, clockOffsetMs: this.offsetMs },
      nodeOptions: ['--expose-gc', '--require', PROBE],
      variables: {
        ALLOW_PRIVATE_FEEDS: webFeeds.map(({ origin }) => origin).join(','),
        POLL_INTERVAL: '60',
        DATA_PATH: surroundings.folder,
        SANDBOX_SHORTEST_SHIFTED_WAIT_MS: '0',
        ...variables,
      },
    });
  }

  /** Resolves when it is logged in. */
  static async start(
    surroundings: Surroundings,
    clock: SandboxClock,
    log: LogLine[],
    variables: Readonly<Record<string, string>>,
  ): Promise<BuiltBot> {
    const bot = new BuiltBot(surroundings, clock, log, variables);
    const { discord } = surroundings;
    await discord.until(() => {
      if (!bot.process.running) throw new Error(`The bot did not start:\n${bot.process.log}`);
      return discord.gateway.sessions > 0 && discord.commands().length > 0;
    }, STARTED_WITHIN_MS);
    return bot;
  }

  get pid(): number {
    return this.process.pid;
  }

  async setClock(): Promise<void> {
    const aheadMs = this.clock.offsetMs - this.offsetMs;
    this.offsetMs += aheadMs;
    await this.process.advance(aheadMs);
  }

  /** Reads what is there and sends what it owes then; neither must seem to take minutes. */
  async tick(): Promise<boolean> {
    await this.setClock();
    await this.calm();
    this.readLog();
    return this.process.running;
  }

  async work(): Promise<boolean> {
    for (let round = 0; round < WORK_ROUNDS && (await this.tick()); round++) await sleep(WORK_PAUSE_MS);
    return this.process.running;
  }

  async kill(): Promise<void> {
    this.closeFile();
    await this.process.kill();
    this.readLog();
  }

  async stop(): Promise<void> {
    this.closeFile();
    const code = await this.process.stop();
    this.readLog();
    if (code !== 0) throw new Error(`The bot ended with ${code ?? 'a signal'} when it was asked to stop`);
  }

  /** After everything that can be freed has been. */
  async held(): Promise<Held> {
    const answer = (await this.process.order({ measure: true })) as Omit<Held, 'files' | 'threads'>;
    const count = (what: string): number => readdirSync(`/proc/${this.pid}/${what}`).length;
    return { ...answer, files: count('fd'), threads: count('task') };
  }

  private async calm(): Promise<void> {
    const { discord, platforms, webFeeds } = this.surroundings;
    const begin = Date.now();
    const sources = [platforms.anilist, platforms.mangadex, ...webFeeds];
    const asked = (): number => [discord, ...sources].reduce((sum, { requests }) => sum + requests.length, 0);
    const isAsking = (): boolean =>
      discord.requests.slice(-60).some(({ status, dropped }) => status === null && !dropped) ||
      (Date.now() - begin < SOURCES_WITHIN_MS &&
        [platforms.anilist, platforms.mangadex].some(({ requests }) =>
          requests.slice(-4).some(({ status }) => status === null),
        ));
    for (let quiet = 0; quiet < CALM_LOOKS && Date.now() - begin < CALM_WITHIN_MS;) {
      const before = asked();
      // What waits for its turn needs time to pass; what waits for an answer must not be overtaken.
      if (!isAsking()) this.clock.pass(LOOK_MS);
      await this.setClock();
      await sleep(1);
      const isBusy = asked() !== before || isAsking() || this.isSending();
      quiet = this.process.running && isBusy ? 0 : quiet + 1;
    }
  }

  /** Whether a message has been claimed and not settled: it may be waiting for its turn. */
  private isSending(): boolean {
    if (!this.process.running) return false;
    this.file ??= new Database(this.surroundings.databasePath, { readonly: true });
    const sql = `SELECT EXISTS (SELECT 1 FROM outbox_messages WHERE state = 'pending' AND lease_until > ?)`;
    return this.file.prepare(sql).pluck().get(this.clock.now()) === 1;
  }

  private closeFile(): void {
    this.file?.close();
    this.file = null;
  }

  private readLog(): void {
    const { log } = this.process;
    const at = this.surroundings.now();
    const end = log.lastIndexOf('\n') + 1;
    for (const text of log.slice(this.read, end).split('\n'))
      if (text.trim() !== '') this.log.push({ at, text });
    this.read = Math.max(this.read, end);
  }
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { Order, Report } from './bot-protocol';
import type { LivingBot, LogLine } from './manner';
import type { Surroundings } from './surroundings';

const PROGRAM = join(__dirname, 'bot.ts');
const START_WITHIN_MS = 60_000;
const TICK_WITHIN_MS = 60_000;

/** It is told the time, asked to work, and killed. */
export class SimulatedBot implements LivingBot {
  private readonly child: ChildProcess;
  private tickDone: ((report: Report['type']) => void) | null = null;

  private constructor(
    private readonly surroundings: Surroundings,
    private readonly log: LogLine[],
  ) {
    const { discord, platforms, webFeeds, databasePath, now } = surroundings;
    const env = {
      PATH: process.env.PATH,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      ANILIST_API_URL: platforms.anilistUrl,
      MANGADEX_API_URL: platforms.mangadexUrl,
      ALLOW_PRIVATE_FEEDS: webFeeds.map(({ origin }) => origin).join(','),
      DATABASE_PATH: databasePath,
      SIMULATED_NOW: String(now()),
    };
    this.child = fork(PROGRAM, {
      env,
      execArgv: ['-r', '@swc-node/register'],
      cwd: join(__dirname, '../..'),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        for (const line of text.split('\n')) if (line.trim() !== '') log.push({ at: now(), text: line });
      });
    }
    this.child.on('message', ({ type }: Report) => this.tickDone?.(type));
  }

  /** Resolves when it is logged in. What it logs is added to `log`. */
  static async start(surroundings: Surroundings, log: LogLine[]): Promise<SimulatedBot> {
    const bot = new SimulatedBot(surroundings, log);
    await bot.report('ready', START_WITHIN_MS);
    await surroundings.discord.until(() => surroundings.discord.commands().length > 0, START_WITHIN_MS);
    return bot;
  }

  setClock(): Promise<void> {
    this.order({ type: 'clock', now: this.surroundings.now() });
    return Promise.resolve();
  }

  async tick(): Promise<boolean> {
    const done = this.report('done', TICK_WITHIN_MS);
    this.order({ type: 'tick', now: this.surroundings.now() });
    return done;
  }

  work(): Promise<boolean> {
    return this.tick();
  }

  async kill(): Promise<void> {
    if (!this.isRunning) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }

  /** It has no way of its own to end. */
  stop(): Promise<void> {
    return this.kill();
  }

  private get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  private order(order: Order): void {
    this.child.send(order);
  }

  private report(wanted: Report['type'], withinMs: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const end = (act: () => void): void => {
        clearTimeout(timer);
        this.child.off('exit', onExit);
        this.tickDone = null;
        act();
      };
      const fail = (what: string): void => {
        end(() => {
          const last = this.log.slice(-40).map(({ text }) => text);
          reject(new Error(`The bot ${what} while "${wanted}" was awaited:\n${last.join('\n')}`));
        });
      };
      const onExit = (code: number | null, signal: string | null): void => {
        if (signal === 'SIGKILL')
          end(() => {
            resolve(false);
          });
        else fail(`ended with ${code ?? signal ?? 'nothing'}`);
      };
      const timer = setTimeout(() => {
        fail(`did not answer within ${withinMs} ms`);
      }, withinMs);
      this.child.once('exit', onExit);
      this.tickDone = (type) => {
        if (type === wanted)
          end(() => {
            resolve(true);
          });
      };
    });
  }
}

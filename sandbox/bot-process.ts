import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(__dirname, '../dist/src/main.js');

/** Where the bot talks to instead of the internet, and where it keeps its database. */
export interface BotSurroundings {
  readonly discord: { readonly apiUrl: string; readonly cdnUrl: string; readonly token: string };
  readonly platforms: { readonly anilistUrl: string; readonly mangadexUrl: string };
  readonly databasePath: string;
  /** Further variables of the bot's configuration. */
  readonly variables?: Readonly<Record<string, string>>;
  /** How far ahead of the real time its clock is, in milliseconds; absent where it is the real one and stays it. */
  readonly clockOffsetMs?: number;
  /** Further options of Node, such as what is to be loaded first. */
  readonly nodeOptions?: readonly string[];
}

/** Shifts the clock of the process that loads it; plain JavaScript, which needs no compiler there. */
const SHIFTED_CLOCK = join(__dirname, 'page/shifted-clock.cjs');

/** The unmodified, built bot as a process of its own (`npm run build` makes it). */
export class BotProcess {
  private output = '';
  private orders = 0;

  private readonly closed: Promise<unknown>;

  private constructor(private readonly child: ChildProcess) {
    this.closed = new Promise((resolve) => child.once('close', resolve));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
  }

  static start(surroundings: BotSurroundings): BotProcess {
    const { discord, platforms, databasePath, variables, clockOffsetMs, nodeOptions = [] } = surroundings;
    const env = {
      PATH: process.env.PATH,
      LOG_FORMAT: 'pretty',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_CDN_URL: discord.cdnUrl,
      ANILIST_API_URL: platforms.anilistUrl,
      MANGADEX_API_URL: platforms.mangadexUrl,
      COMICK_API_URL: 'http://127.0.0.1:9',
      DATABASE_PATH: databasePath,
      POLL_INTERVAL: '1',
      ...variables,
    };
    // The folder of the database, so that a developer's own .env file does not reach the bot.
    const cwd = join(databasePath, '..');
    if (clockOffsetMs === undefined)
      return new BotProcess(spawn(process.execPath, [MAIN], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }));
    return new BotProcess(
      spawn(process.execPath, [...nodeOptions, '--require', SHIFTED_CLOCK, MAIN], {
        cwd,
        env: { ...env, SANDBOX_CLOCK_OFFSET_MS: String(clockOffsetMs), SANDBOX_PID: String(process.pid) },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      }),
    );
  }

  get pid(): number {
    if (this.child.pid === undefined)
      throw new Error(`The bot could not be started from ${MAIN}; run "npm run build"`);
    return this.child.pid;
  }

  /** Everything it printed so far. */
  get log(): string {
    return this.output;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves with the exit code, or null when a signal ended it; all that it printed is in the log then. */
  async exited(): Promise<number | null> {
    await this.closed;
    return this.child.exitCode;
  }

  /** Lets time pass for it at once; resolves when what became due has begun, or when the process is gone. */
  async advance(ms: number): Promise<void> {
    await this.order({ advanceMs: ms });
  }

  /** Sets its clock, ahead or back, without any time passing. */
  async setClock(byMs: number): Promise<void> {
    await this.order({ jumpMs: byMs });
  }

  /** Asks what was loaded into it. @returns the answer, or null when the process is gone. */
  order(what: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (!this.child.connected) return Promise.resolve(null);
    const order = (this.orders += 1);
    return new Promise((resolve) => {
      const end = (answer: unknown): void => {
        this.child.off('message', onMessage);
        this.child.off('disconnect', onDisconnect);
        resolve(answer);
      };
      const onDisconnect = (): void => {
        end(null);
      };
      const onMessage = (answer: { sandboxOrder?: number }): void => {
        if (answer.sandboxOrder === order) end(answer);
      };
      this.child.on('message', onMessage);
      this.child.once('disconnect', onDisconnect);
      this.child.send({ ...what, sandboxOrder: order }, (error) => {
        if (error) end(null);
      });
    });
  }

  /** Asks it to stop, as a service manager does. */
  stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.exited();
  }

  /** Ends it at whatever line it is, as a power cut does. */
  kill(): Promise<number | null> {
    this.child.kill('SIGKILL');
    return this.exited();
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { SandboxDiscord } from '../sandbox/discord';
import { SandboxPlatforms } from '../sandbox/platforms';

const RUNS = Number(process.env.BENCH_RUNS ?? 7);
const GUILDS = 100;
const IDLE_MS = 8_000;
const LIMIT = 1.25;

interface Figures {
  readonly startMs: number;
  readonly idleMb: number;
}

const programs = {
  'empty application': '../dist/bench/baseline.js',
  'pwr-bot': '../dist/src/main.js',
} as const;
type Program = keyof typeof programs;

/**
 * Time from spawn to a logged-in client with every guild received, and resident memory when idle after that; each
 * program on a database that exists already, in turn, so that a change of the machine's pace hits both.
 */
async function main(): Promise<void> {
  const platforms = await SandboxPlatforms.start({ rateLimits: false });
  const folder = mkdtempSync(join(tmpdir(), 'pwr-bot-bench-'));
  const measured: Record<Program, Figures[]> = { 'empty application': [], 'pwr-bot': [] };
  for (let run = 0; run <= RUNS; run++) {
    for (const program of Object.keys(programs) as Program[]) {
      const figures = await measure(program, folder, platforms);
      // The first run of each warms the file cache and creates the database.
      if (run > 0) measured[program].push(figures);
      process.stderr.write(run === 0 ? 'w' : '.');
    }
  }
  process.stderr.write('\n');
  await platforms.close();
  rmSync(folder, { recursive: true });
  report(measured);
}

async function measure(program: Program, folder: string, platforms: SandboxPlatforms): Promise<Figures> {
  const discord = await SandboxDiscord.start({ rateLimits: false });
  for (let guild = 0; guild < GUILDS; guild++) discord.createGuild({ name: `Guild ${guild}` });
  const env = {
    PATH: process.env.PATH,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    ANILIST_API_URL: platforms.anilistUrl,
    MANGADEX_API_URL: platforms.mangadexUrl,
    DATABASE_PATH: join(folder, `${program.replace(' ', '-')}.db`),
    LOG_LEVEL: 'error',
  };
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(__dirname, programs[program])], {
    cwd: folder,
    env,
    stdio: 'inherit',
  });
  await discord.gateway.ready();
  const startMs = performance.now() - startedAt;
  await sleep(IDLE_MS);
  const idleMb = residentMb(child);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await discord.close();
  return { startMs, idleMb };
}

function residentMb({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

function report(measured: Record<Program, Figures[]>): void {
  console.log(`Medians of ${RUNS} runs, ${GUILDS} guilds`);
  console.table(
    (Object.keys(programs) as Program[]).map((program) => ({
      program,
      'start (ms)': Math.round(median(measured[program].map(({ startMs }) => startMs))),
      'idle (MB)': Math.round(median(measured[program].map(({ idleMb }) => idleMb))),
    })),
  );
  for (const figure of ['startMs', 'idleMb'] as const) {
    // Pair by pair, because what disturbs the machine for a while disturbs both programs of a pair.
    const ratio = median(
      measured['pwr-bot'].map(
        (bot, run) => bot[figure] / (measured['empty application'][run]?.[figure] ?? NaN),
      ),
    );
    console.log(`${figure}: ${ratio.toFixed(2)} times the empty application (at most ${LIMIT})`);
    if (!(ratio <= LIMIT)) process.exitCode = 1;
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

void main();

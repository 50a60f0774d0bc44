import { readdirSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RollingFile } from 'pino-roll';

const NAME = 'pwr-bot';
const FILE = /^pwr-bot\.(\d{4}-\d\d-\d\d)\.(\d+)\.log$/;
const LARGEST = '10m';
const MOST_WAITING_BYTES = 1024 * 1024;

export interface LogFilesOptions {
  readonly folder: string;
  /** How many files there may be, the current one among them. */
  readonly kept: number;
  /** `10m` unless told otherwise. */
  readonly size?: string;
}

/**
 * Files of a day and of a size each: `pwr-bot.2026-01-05.1.log`. What is written is with the system at once, so that the
 * last words of a process are there whatever ends it.
 * @throws NodeJS.ErrnoException when the folder cannot be written.
 */
export async function openLogFiles({ folder, kept, size = LARGEST }: LogFilesOptions): Promise<RollingFile> {
  await mkdir(folder, { recursive: true });
  // 170 ms, which only who wants files pays.
  const { default: roll } = await import('pino-roll');
  const files = await roll({
    file: join(folder, NAME),
    frequency: 'daily',
    dateFormat: 'yyyy-MM-dd',
    size,
    limit: { count: kept, removeOtherLogFiles: true },
    sync: true,
    mode: 0o640,
    maxLength: MOST_WAITING_BYTES,
  });
  // It removes old ones when it begins the next; a bot that starts each day never gets there.
  removeOldest(folder, kept);
  return files;
}

function removeOldest(folder: string, kept: number): void {
  const files = readdirSync(folder).flatMap((name) => {
    const [, day, number] = FILE.exec(name) ?? [];
    return day === undefined ? [] : [{ name, day, number: Number(number) }];
  });
  files.sort((a, b) => b.day.localeCompare(a.day) || b.number - a.number);
  for (const { name } of files.slice(kept)) rmSync(join(folder, name), { force: true });
}

import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

const NAME = /^data-(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z)\.db$/;

export interface Backup {
  readonly path: string;
  readonly madeAt: Date;
  readonly bytes: number;
}

/** The folder of backups: when each was made stands in its name, so nothing else need be remembered. */
export class Backups {
  constructor(readonly folder: string) {}

  /** Makes the folder where there is none. */
  async pathFor(instant: Date): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    return join(this.folder, `data-${instant.toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`);
  }

  /** Those that are whole, the newest first. What a clock that was ahead has named later than `now` is the oldest. */
  async list(now: Date): Promise<Omit<Backup, 'bytes'>[]> {
    if (!existsSync(this.folder)) return [];
    const names = await readdir(this.folder);
    return names
      .flatMap((name) => {
        const [, text] = NAME.exec(name) ?? [];
        return text === undefined ? [] : [{ path: join(this.folder, name), madeAt: instantOf(text) }];
      })
      .sort(
        (a, b) => Number(a.madeAt > now) - Number(b.madeAt > now) || b.madeAt.getTime() - a.madeAt.getTime(),
      );
  }

  async describe(path: string): Promise<Backup> {
    const [, text = ''] = NAME.exec(basename(path)) ?? [];
    return { path, madeAt: instantOf(text), bytes: (await stat(path)).size };
  }

  /**
   * Takes the oldest away, and what was left by one that never ended.
   * @param lastAt what the last one was named by: it is the newest, even where the clock was set back meanwhile.
   */
  async keep(most: number, lastAt: Date): Promise<void> {
    for (const { path } of (await this.list(lastAt)).slice(most)) await rm(path);
    const parts = (await readdir(this.folder)).filter((name) => /^data-.*\.db\.part/.test(name));
    for (const part of parts) await rm(join(this.folder, part));
  }
}

/** Of `2026-11-23T07-05-00Z`. */
function instantOf(text: string): Date {
  return new Date(`${text.slice(0, 13)}:${text.slice(14, 16)}:${text.slice(17)}`);
}

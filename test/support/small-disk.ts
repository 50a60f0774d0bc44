import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';

/** A file system of its own, in memory, that can be full and can be mounted for reading only. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Null where this process may not mount. */
  static mount(megabytes = 8): SmallDisk | null {
    const folder = mkdtempSync(join(tmpdir(), 'pwr-bot-disk-'));
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
    if (status === 0) return new SmallDisk(folder);
    rmSync(folder, { recursive: true });
    return null;
  }

  get databasePath(): string {
    return join(this.folder, 'data.db');
  }

  /** From now on not a single page fits, neither into what the log of the database has room for. */
  fill(): void {
    do {
      if (existsSync(this.databasePath)) emptyLog(this.databasePath);
      this.fillOnce();
    } while (existsSync(`${this.databasePath}-wal`) && statSync(`${this.databasePath}-wal`).size > 0);
  }

  free(): void {
    rmSync(this.ballast);
  }

  mountReadOnly(): void {
    const { status, stderr } = spawnSync('mount', ['-o', 'remount,ro', this.folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }

  unmount(): void {
    // Lazily, because a process that was killed may not be quite gone.
    spawnSync('umount', ['--lazy', this.folder]);
    rmSync(this.folder, { recursive: true });
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }

  private fillOnce(): void {
    for (let size = 1_048_576; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (;;) appendFileSync(this.ballast, Buffer.alloc(size));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  }
}

/** Declares a test with a disk of its own; where none can be mounted it is skipped, and the console says so. */
export function itWithSmallDisk(title: string, test: (disk: SmallDisk) => Promise<void>): void {
  if (!mayMount()) {
    it.skip(title, () => undefined);
    return;
  }
  it(title, async () => {
    const disk = SmallDisk.mount();
    if (!disk) throw new Error('Mounting was possible a moment ago');
    try {
      await test(disk);
    } finally {
      disk.unmount();
    }
  });
}

let permitted: boolean | null = null;

function mayMount(): boolean {
  if (permitted !== null) return permitted;
  const disk = SmallDisk.mount(1);
  disk?.unmount();
  permitted = disk !== null;
  if (!permitted) console.warn('Mounting a tmpfs is not permitted here: tests of a full disk are skipped');
  return permitted;
}

function emptyLog(path: string): void {
  const file = new Database(path);
  try {
    file.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    file.close();
  }
}

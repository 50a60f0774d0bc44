import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Stage } from '../support/stage';
import { onStage } from '../support/on-stage';

const DIST = join(__dirname, '../../../dist/src');

/** Those in a folder, however deep, that others of the machine may do anything with. */
function openFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => (statSync(join(folder, name)).mode & 0o077) !== 0,
  );
}

function folderOf({ databasePath }: Stage): string {
  return join(databasePath, '..');
}

describe('other people on the machine', () => {
  const it = onStage({ alone: true, started: false });

  it('may read nothing that the bot writes', async (stage) => {
    const folder = folderOf(stage);
    await stage.start({ DATA_PATH: folder });
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['data.db', 'data.db-wal']));
    const env = { PATH: process.env.PATH, DATABASE_PATH: stage.databasePath, DATA_PATH: folder };
    const db = (...command: string[]): string =>
      spawnSync(process.execPath, [join(DIST, 'db.js'), ...command], { cwd: folder, env, encoding: 'utf8' })
        .stdout;
    expect(db('backup')).toContain('Backed up');
    expect(openFiles(folder)).toEqual([]);
    await stage.stop();
    // A copy that somebody made with what a shell allows.
    const copied = join(folder, 'mine.db');
    copyFileSync(stage.databasePath, copied);
    chmodSync(copied, 0o644);
    expect(db('restore', copied)).toContain('Restored');
    expect(openFiles(folder).filter((name) => !name.startsWith('mine.db'))).toEqual([]);
  });

  it('are told of when they may read the token or the database', async (stage) => {
    await stage.start();
    expect(stage.log).not.toContain('chmod');
    await stage.stop();
    chmodSync(stage.databasePath, 0o644);
    const env = join(folderOf(stage), '.env');
    writeFileSync(env, 'BACKUPS_KEPT=3\n');
    // Whatever the mask of this process is.
    chmodSync(env, 0o644);
    await stage.start();
    expect(stage.log).toContain('Others on this machine may read .env; end that with: chmod 600 .env');
    expect(stage.log).toContain(`chmod 600 ${stage.databasePath}`);
  });

  it('find no token in what the bot hands on: its environment, reports, children', (stage) => {
    const folder = folderOf(stage);
    writeFileSync(join(folder, '.env'), 'DISCORD_TOKEN=from.the.file\n', { mode: 0o600 });
    const script = `
      const { processEnvironment } = require(${JSON.stringify(join(DIST, 'config'))});
      const { DISCORD_TOKEN: token } = processEnvironment();
      const child = require('node:child_process').execFileSync('env').toString();
      const shown = { token, child, report: process.report.getReport().environmentVariables };
      console.log(JSON.stringify(shown));`;
    for (const [env, token] of [
      [{}, 'from.the.file'],
      [{ DISCORD_TOKEN: 'from.the.environment' }, 'from.the.environment'],
    ] as const) {
      const { stdout } = spawnSync(process.execPath, ['-e', script], {
        cwd: folder,
        env: { PATH: process.env.PATH, ...env },
        encoding: 'utf8',
      });
      const { token: read, ...shown } = JSON.parse(stdout) as { token: string };
      expect(read).toBe(token);
      expect(JSON.stringify(shown)).not.toContain(token);
    }
    return Promise.resolve();
  });
});

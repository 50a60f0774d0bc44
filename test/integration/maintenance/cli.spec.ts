import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openTestDatabase, type TestDatabase } from '../../support/database';
import { damage } from './damage';

const ROOT = join(__dirname, '../../..');

/** As a person types them, in processes of their own. */
describe('the commands for the database', () => {
  let folder: string;
  let database: TestDatabase;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-db-'));
    database = await openTestDatabase();
    await database.dataSource.query(`INSERT INTO bot_meta VALUES ('mine', 'yes')`);
    await database.dataSource.destroy();
  });
  afterEach(async () => {
    await database.dataSource.initialize();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  function db(...command: string[]): { status: number | null; said: string } {
    const env = { ...process.env, DATABASE_PATH: database.path, DATA_PATH: folder };
    const script = ['-r', '@swc-node/register', 'src/db.ts'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [...script, ...command], {
      cwd: ROOT,
      env,
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  }

  it('back up, find damage, put the backup back and make the file small', () => {
    expect(db('backup')).toMatchObject({
      status: 0,
      said: expect.stringMatching(/^Backed up \d+ rows of/) as string,
    });
    const [backup = ''] = readdirSync(join(folder, 'backups'));
    expect(db('check')).toMatchObject({ status: 0, said: expect.stringContaining('is sound') as string });

    damage(database.path);
    expect(db('check')).toMatchObject({ status: 1, said: expect.stringContaining('db:restore') as string });

    expect(db('restore', join(folder, 'backups', backup))).toMatchObject({ status: 0 });
    expect(db('check')).toMatchObject({ status: 0 });
    expect(db('vacuum')).toMatchObject({
      status: 0,
      said: expect.stringMatching(/MB before, .* MB now/) as string,
    });
    expect(db('check')).toMatchObject({ status: 0 });
  }, 60_000);

  it('take a backup with a time to come for the oldest', () => {
    expect(db('backup')).toMatchObject({ status: 0 });
    writeFileSync(join(folder, 'backups/data-2999-01-01T00-00-00Z.db'), 'nothing that could be restored');
    expect(db('restore', 'newest')).toMatchObject({ status: 0 });
  }, 60_000);

  it('say how they are used, and in one line what is wrong', () => {
    expect(db('restore')).toMatchObject({
      status: 2,
      said: expect.stringContaining('npm run db:restore -- <file>') as string,
    });
    const { status, said } = db('restore', join(folder, 'nothing.db'));
    expect(status).toBe(1);
    expect(said).toMatch(/cannot be restored: .*The database is as it was/);
    expect(said).not.toMatch(/^\s+at /m);
  }, 60_000);
});

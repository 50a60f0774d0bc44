import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dataSourceOptions, openDatabase, SqliteDataSource } from '../../../src/database';

describe('a database that a process has alone', () => {
  let folder: string;
  let path: string;
  let other: ChildProcess | null = null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-'));
    path = join(folder, 'data.db');
  });
  afterEach(async () => {
    if (other?.exitCode === null && other.signalCode === null) await end(other);
    other = null;
    rmSync(folder, { recursive: true });
  });

  /** A second process that has it when this resolves. */
  async function heldByAnother(): Promise<ChildProcess> {
    other = fork(join(__dirname, 'holding-process.ts'), [path], { execArgv: ['-r', '@swc-node/register'] });
    await once(other, 'message');
    return other;
  }
  async function end(child: ChildProcess): Promise<void> {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const alone = (): ReturnType<typeof openDatabase> => openDatabase(dataSourceOptions(path), { alone: true });

  it('is refused to a second one, with who has it', async () => {
    const { pid } = await heldByAnother();

    await expect(alone()).rejects.toMatchObject({
      code: 'database-in-use',
      message: expect.stringMatching(
        new RegExp(`in use by another pwr-bot \\(process ${pid} on .+, since 20.+Z\\)`),
      ) as string,
    });
  });

  it('is free again when that one was killed, without anything to tidy up', async () => {
    await end(await heldByAnother());

    await (await alone()).destroy();
  });

  it('is free again when it was closed, or could not be opened', async () => {
    await (await alone()).destroy();
    const failing = openDatabase({ ...dataSourceOptions(path), migrations: [] }, { alone: true });
    await expect(failing).rejects.toMatchObject({ code: 'foreign-database' });

    await (await alone()).destroy();
  });

  it('may be looked at beside it, and written to, but not migrated', async () => {
    await heldByAnother();

    const beside = await openDatabase(dataSourceOptions(path));
    await beside.query(`INSERT INTO bot_meta VALUES ('mine', 'too')`);
    await beside.destroy();

    const cli = await new SqliteDataSource(dataSourceOptions(path)).initialize();
    await expect(cli.undoLastMigration()).rejects.toMatchObject({ code: 'database-in-use' });
    await cli.destroy();
  });
});

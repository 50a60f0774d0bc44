import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { dataSourceOptions, openDatabase } from '../../../src/database';
import { itWithSmallDisk, type SmallDisk } from '../../support/small-disk';
import { Stage } from '../support/stage';

const LOCKING_PROCESS = join(__dirname, '../../integration/troubles/locking-process.ts');

describe('A start while', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.close());

  /** What the bot says before it ends with code 1, besides that it starts. */
  async function lastWords(databasePath: string): Promise<string[]> {
    const bot = stage.launch({ DATABASE_PATH: databasePath });
    expect(await stage.exitCode()).toBe(1);
    expect(stage.discord.requests).toEqual([]);
    return bot.log
      .trim()
      .split('\n')
      .filter((line) => !/ (INFO|LOG|WARN): /.test(line) && !line.endsWith('starts'))
      .map((line) => line.replace(/^.* FATAL: \[Main\] /, ''));
  }
  async function makeDatabase({ databasePath }: { readonly databasePath: string }): Promise<void> {
    await (await openDatabase({ ...dataSourceOptions(databasePath) })).destroy();
  }
  const rows = (disk: SmallDisk): Buffer => readFileSync(disk.databasePath);

  itWithSmallDisk('the disk is full ends with a line that says so', async (disk) => {
    await makeDatabase(disk);
    disk.fill();
    const before = rows(disk);
    expect(await lastWords(disk.databasePath)).toEqual([
      `The disk with the database ${disk.databasePath} is full (SQLITE_FULL). Free some space there, and start the bot again. Nothing was changed.`,
    ]);
    expect(rows(disk).equals(before)).toBe(true);
    disk.free();
    await stage.loggedIn(stage.launch({ DATABASE_PATH: disk.databasePath }));
    await stage.stop();
  });

  itWithSmallDisk('there is no room for a first database ends with a line that says so', async (disk) => {
    disk.fill();
    expect(await lastWords(disk.databasePath)).toEqual([
      expect.stringMatching(
        /^The disk with the database .* is full \(SQLITE_FULL\)\. Free some space there, and/,
      ),
    ]);
  });

  itWithSmallDisk('the disk may only be read ends with a line that says so', async (disk) => {
    await makeDatabase(disk);
    disk.mountReadOnly();
    expect(await lastWords(disk.databasePath)).toEqual([
      `The database ${disk.databasePath} may not be written (SQLITE_READONLY). Give its folder and what is in it to the user that runs the bot, and mount the disk for writing, and start the bot again. Nothing was changed.`,
    ]);
  });

  it('its folder cannot be made ends with a line that says so', async () => {
    writeFileSync(join(stage.folder, 'a-file'), '');
    const path = join(stage.folder, 'a-file', 'data.db');
    expect(await lastWords(path)).toEqual([
      `The database ${path} cannot be reached (EEXIST). See that its folder is there and belongs to the user that runs the bot, or set DATABASE_PATH, and start the bot again. Nothing was changed.`,
    ]);
  });

  it('the file is damaged ends with a line that names the backup, and leaves the file', async () => {
    await makeDatabase(stage);
    const bytes = readFileSync(stage.databasePath);
    bytes.fill(0xa5, 0, 4096);
    writeFileSync(stage.databasePath, bytes);
    expect(await lastWords(stage.databasePath)).toEqual([
      `The database ${stage.databasePath} is damaged or something else (SQLITE_NOTADB). Stop the bot and put the newest backup back with \`npm run db:restore -- newest\`, and start the bot again. Nothing was changed.`,
    ]);
    expect(readFileSync(stage.databasePath).equals(bytes)).toBe(true);
  });

  it('another program keeps the file locked ends with a line that says so', async () => {
    await makeDatabase(stage);
    const other = spawn(process.execPath, ['-r', '@swc-node/register', LOCKING_PROCESS, stage.databasePath], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(other.stdout, 'data');
    expect(await lastWords(stage.databasePath)).toEqual([
      `Another program keeps the database ${stage.databasePath} locked (SQLITE_BUSY). Close what else has opened it, such as a database browser, and start the bot again. Nothing was changed.`,
    ]);
    other.stdin.end();
    await once(other, 'exit');
    expect(existsSync(stage.databasePath)).toBe(true);
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';

import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

describe('A database that cannot be used', () => {
  const it = onStage({ started: false, alone: true, together: true });

  it.each<[string, (stage: Stage) => Promise<string>]>([
    [
      'its folder is a file',
      async ({ folder }) => {
        await writeFile(join(folder, 'a-file'), '');
        return join(folder, 'a-file', 'data.db');
      },
    ],
    [
      'it is something else',
      async ({ folder }) => {
        await writeFile(join(folder, 'a-picture.png'), 'A picture. '.repeat(100));
        return join(folder, 'a-picture.png');
      },
    ],
  ])('because %s ends the bot with code 1 and a line that names it', async (stage, _why, place) => {
    const path = await place(stage);
    const bot = stage.launch({ DATABASE_PATH: path });
    expect(await stage.exitCode()).toBe(1);
    expect(bot.log).toContain(path);
    expect(bot.log).not.toMatch(/^\s+at /m);
    expect(stage.discord.requests).toEqual([]);
  });

  it('because a migration fails ends the bot with code 1, names the migration and changes nothing', async (stage) => {
    const before = new Database(stage.databasePath);
    before.exec(`CREATE TABLE feeds (mine TEXT); INSERT INTO feeds VALUES ('kept')`);
    before.close();
    const bot = stage.launch();
    expect(await stage.exitCode()).toBe(1);
    expect(bot.log).toMatch(/Migration InitialSetup\d+ failed: .*feeds.*already exists/);
    expect(bot.log).not.toMatch(/^\s+at /m);

    const after = new Database(stage.databasePath, { readonly: true });
    expect(after.prepare('SELECT * FROM feeds').all()).toEqual([{ mine: 'kept' }]);
    const tables = after.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all();
    after.close();
    expect(tables.filter((name) => name !== 'sqlite_sequence' && name !== 'migrations')).toEqual(['feeds']);
  });
});

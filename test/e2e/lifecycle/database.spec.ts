import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';

import { tell } from '../../integration/moving-in/told';
import { makeOriginalDatabase } from '../../support/original-database';
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

  it('because another bot has it ends the second one with code 1 and says which process that is', async (stage) => {
    const first = stage.launch();
    await stage.loggedIn(first);
    const second = stage.launch();
    expect(await stage.exitCode()).toBe(1);
    expect(second.log).toContain(`in use by another pwr-bot (process ${first.pid} on `);
    expect(second.log).toContain('Stop that one first');
    expect(second.log).not.toMatch(/^\s+at /m);
    expect(first.running).toBe(true);
  });

  it('because it is of another application ends the bot with code 1 and changes nothing', async (stage) => {
    const before = new Database(stage.databasePath);
    before.exec(`CREATE TABLE feeds (mine TEXT); INSERT INTO feeds VALUES ('kept')`);
    before.close();
    const bytes = await readFile(stage.databasePath);
    const bot = stage.launch();
    expect(await stage.exitCode()).toBe(1);
    expect(bot.log).toMatch(/left untouched: it belongs to another application/);
    expect(bot.log).not.toMatch(/^\s+at /m);
    expect((await readFile(stage.databasePath)).equals(bytes)).toBe(true);
  });

  it('because a migration fails ends the bot with code 1, names the migration and loses no row', async (stage) => {
    await makeOriginalDatabase(stage.databasePath, 1);
    const before = new Database(stage.databasePath);
    before.exec(`CREATE TABLE server_settings (mine TEXT); INSERT INTO server_settings VALUES ('kept')`);
    before.close();
    const told = tell(stage.databasePath);
    const bot = stage.launch();
    expect(await stage.exitCode()).toBe(1);
    expect(bot.log).toMatch(/Migration AddServerSettings\d+ failed: .*server_settings.*already exists/);
    expect(bot.log).toContain('the database is as InitialSetup1754082887000 left it');
    expect(bot.log).not.toMatch(/^\s+at /m);

    expect(tell(stage.databasePath)).toEqual(told);
    const after = new Database(stage.databasePath, { readonly: true });
    expect(after.prepare('SELECT * FROM server_settings').all()).toEqual([{ mine: 'kept' }]);
    after.close();
  });
});

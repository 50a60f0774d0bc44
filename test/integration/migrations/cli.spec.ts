import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { MigrationDatabase } from './migration-database';

const ROOT = join(__dirname, '../../..');

/** The commands as a person types them, in processes of their own. */
describe('the TypeORM command line', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('BreakFeedUrl');
  });
  afterEach(() => database.close());

  function typeorm(...commands: string[]): string {
    const script = ['-r', '@swc-node/register', 'node_modules/typeorm/cli.js'];
    const env = { ...process.env, DATABASE_PATH: database.path };
    const options = { cwd: ROOT, env, encoding: 'utf8' } as const;
    return execFileSync(process.execPath, [...script, ...commands, '-d', 'ormconfig.ts'], options);
  }

  it('reverts the rebuild of feeds without losing what refers to them, and runs the rest to today', () => {
    database.run(
      `INSERT INTO feeds VALUES (1, '名', NULL, 'MangaDex', 'a', 'a', 'https://mangadex.org/title/a', NULL, NULL)`,
    );
    database.run(`INSERT INTO subscribers VALUES (1, 'dm', '9223372036854775807')`);
    database.run('INSERT INTO feed_subscriptions VALUES (1, 1, 1)');
    database.run(`INSERT INTO feed_items VALUES (1, 1, '第1話 🎉', '2026-01-05T09:47:44.123+00:00')`);
    const { feed_items, feed_subscriptions } = database.dump();

    typeorm('migration:revert');

    expect(database.rows('SELECT url FROM feeds')).toEqual([{ url: 'https://mangadex.org/title/a' }]);
    expect(database.dump()).toMatchObject({ feed_items, feed_subscriptions });

    typeorm('migration:run');

    expect(typeorm('migration:generate', '--check', 'migrations/Any')).toContain(
      'No changes in database schema',
    );
    expect(database.rows('SELECT item_key FROM feed_items')).toEqual([{ item_key: 'legacy:1767606464123' }]);
  }, 60_000);
});

import { MigrationDatabase } from './migration-database';

describe('Privacy', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('ForgottenItems');
    database.run(`INSERT INTO subscribers (id, type, target_id) VALUES (9, 'dm', '66')`);
    database.run(`INSERT INTO server_settings VALUES ('77', '{"voice":{"updated_by":"66"}}')`);
  });
  afterEach(() => database.close());

  it('adds its tables and takes them away again without touching what is there', async () => {
    const before = database.dump();
    await database.upTo('Privacy');
    database.run(`INSERT INTO privacy_choices VALUES ('66', '', 5, NULL), ('66', '77', NULL, 6)`);
    database.run(`INSERT INTO left_guilds VALUES ('77', 5)`);
    await database.down();
    expect(database.dump()).toEqual(before);
  });

  it('wants every deletion to be of somebody', async () => {
    await database.upTo('Privacy');
    expect(() => {
      database.run('INSERT INTO privacy_deletions (requested_at) VALUES (5)');
    }).toThrow(/CHECK/);
  });
});

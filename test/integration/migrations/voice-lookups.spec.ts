import { MigrationDatabase } from './migration-database';

describe('VoiceLookups', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('Privacy');
    database.run(
      `INSERT INTO voice_channels (channel_id, guild_id, category_id) VALUES ('9223372036854775807', '1', '2'), ('3', '1', NULL)`,
    );
    database.run(
      `INSERT INTO voice_generations (id, guild_id, inputs, state) VALUES (4, '1', '{}', 'current'), (5, '1', '{}', 'retired')`,
    );
  });
  afterEach(() => database.close());

  it('adds its indexes and takes them away again without touching a row', async () => {
    const before = database.dump();
    await database.upTo('VoiceLookups');
    expect(
      database.rows(`SELECT channel_id FROM voice_channels WHERE guild_id = '1' AND category_id = '2'`),
    ).toEqual([{ channel_id: '9223372036854775807' }]);
    // The plan after the rows: EXPLAIN alone does not look whether another connection changed the schema.
    const plan = database.rows(`EXPLAIN QUERY PLAN SELECT id FROM voice_generations WHERE state = 'retired'`);
    expect(String(plan[0]?.detail)).toContain('ix_voice_generations_state (state=?)');
    await database.down();
    expect(database.dump()).toEqual(before);
  });
});

import { MigrationDatabase } from './migration-database';

describe('VoiceSegments', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('ForumPosts');
    const sessions = [
      [1, 1000, 5000, 0],
      [2, 6000, 6000, 1],
      [3, 7000, 7000, 0],
      [4, 9000, 8000, 0],
    ];
    for (const row of sessions) {
      database.run(
        `INSERT INTO voice_sessions (id, user_id, guild_id, channel_id, join_time, leave_time, is_active)
         VALUES (?, '1180000000000000001', '1180000000000000002', '1180000000000000003', ?, ?, ?)`,
        ...row,
      );
    }
  });
  afterEach(() => database.close());

  it('gives each session that lasted or lasts one segment, and takes nothing of them back', async () => {
    const before = database.dump();
    await database.upTo('VoiceSegments');
    expect(database.rows('SELECT * FROM voice_segments')).toEqual([
      { session_id: 1n, started_at: 1000n, ended_at: 5000n, state: 0n },
      { session_id: 2n, started_at: 6000n, ended_at: null, state: 0n },
    ]);
    database.run(`INSERT INTO voice_suspensions VALUES (1, 16)`);
    database.run(`INSERT INTO voice_members VALUES ('1', '2', '[]', 5)`);
    database.run(`INSERT INTO voice_channels VALUES ('3', '1', NULL)`);
    await database.down();
    expect(database.dump()).toEqual(before);
  });
});

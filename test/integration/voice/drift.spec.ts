import { type DriftReport } from '../../../src/voice/statistics/drift-check';
import { voiceDriftCheck } from '../../../src/voice/statistics/voice-drift-check';
import { CHANNELS, USERS } from './voice-arbitraries';
import { expectAnswers } from './expect-answers';
import { BERLIN_RULES, type ModelStay } from './voice-oracle';
import { GUILD, VoiceWorld } from './voice-world';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-28T20:00:00Z');

function stay(index: number): ModelStay {
  const joined = START + index * HOUR;
  const left = joined + 3 * HOUR;
  const middle = joined + HOUR;
  return {
    userId: USERS[index % USERS.length] ?? '',
    channelId: CHANNELS[index % 2] ?? '',
    joined,
    left,
    segments: [
      { start: joined, end: middle, state: 0 },
      { start: middle, end: left, state: index % 3 === 0 ? 16 : 1 },
    ],
  };
}

describe('the check of the sums', () => {
  let world: VoiceWorld;

  beforeEach(async () => {
    world = await VoiceWorld.open();
    await world.build(await world.begin(BERLIN_RULES), 10);
    for (let index = 0; index < 12; index += 1) await world.put(index + 1, stay(index));
  });
  afterEach(() => world.database.close());

  const check = async (repair = false): Promise<(DriftReport & { repaired: boolean })[]> => {
    const reports: (DriftReport & { repaired: boolean })[] = [];
    const { path: databasePath, unitOfWork } = world.database;
    for await (const report of voiceDriftCheck({ databasePath, repair, unitOfWork })) reports.push(report);
    return reports;
  };
  const corrupt = (sql: string): Promise<unknown> => world.database.dataSource.query(sql);

  it('finds nothing in sums that were kept with the sessions, and leaves nothing behind', async () => {
    expect(await check()).toEqual([
      expect.objectContaining({ guildId: GUILD, isRight: true, repaired: false }),
    ]);
    expect(await world.generations.listAll()).toHaveLength(1);
    expect(await corrupt('SELECT DISTINCT generation_id FROM voice_periods')).toHaveLength(1);
  });

  it.each<[keyof DriftReport['drift'], string]>([
    ['spans', 'UPDATE voice_spans SET counted_ms = counted_ms + 1 WHERE session_id = 3'],
    ['spans', 'DELETE FROM voice_spans WHERE session_id = 3'],
    ['members', 'UPDATE voice_member_totals SET counted_ms = counted_ms - 1 WHERE participant_id = 2'],
    ['periods', 'UPDATE voice_periods SET members = members + 1 WHERE kind = 0'],
    ['periods', 'UPDATE voice_periods SET counted_ms = 1 WHERE kind = 3'],
    ['channels', 'DELETE FROM voice_place_totals WHERE period_id = 1'],
    ['hours', 'UPDATE voice_hour_totals SET hour = hour + 100 WHERE period_id = 1'],
  ])('finds and repairs %s that are wrong: %s', async (table, sql) => {
    await corrupt(sql);

    const [found] = await check();
    expect(found?.isRight).toBe(false);
    expect(found?.drift[table]).toBeGreaterThan(0);

    expect((await check(true))[0]?.repaired).toBe(true);
    expect((await check())[0]?.isRight).toBe(true);
    const answers = world.answers();
    const now = START + 30 * HOUR;
    expectAnswers(answers, [...world.stays.values()], BERLIN_RULES, { since: 0, until: now }, now);
    answers.close();
  });

  it('checks one guild after the other', async () => {
    await corrupt(
      `INSERT INTO voice_generations (guild_id, state, inputs, cursor_channel_id, cursor_joined_at)
       SELECT 'elsewhere', state, inputs, cursor_channel_id, cursor_joined_at FROM voice_generations`,
    );

    const reports = await check();
    expect(reports.map(({ guildId, isRight }) => [guildId, isRight])).toEqual([
      [GUILD, true],
      ['elsewhere', true],
    ]);
  });

  it('finds a session that closed without being added', async () => {
    await world.put(50, stay(20), { counted: false });

    expect((await check())[0]?.isRight).toBe(false);
  });
});

import { type Snowflake, toSnowflake } from '../../../src/common';
import { AppConfig } from '../../../src/config';
import { BotMetaRepository } from '../../../src/database';
import { GuildSettingsRepository } from '../../../src/settings/persistence';
import { SettingsService, type VoiceChange } from '../../../src/settings';
import { VoiceRecordingRepository } from '../../../src/voice/persistence';
import { CountingInputsRepository } from '../../../src/voice/persistence/counting-inputs.repository';
import { RecordedStayRepository } from '../../../src/voice/persistence/recorded-stay.repository';
import { IgnoredRoles } from '../../../src/voice/statistics/ignored-roles.service';
import { RecountService } from '../../../src/voice/statistics/recount.service';
import { VoiceStatistics } from '../../../src/voice/statistics/voice-statistics.service';
import { RecordingWriter, ShardLives } from '../../../src/voice/tracking';
import { RecordingBatch } from '../../../src/voice/tracking/recording-batch';
import type { VoiceRecord } from '../../../src/voice/tracking/voice-record';
import { privacyChoices } from '../../support/privacy';
import { SettableClock } from '../../support/settable-clock';
import { CHANNELS, USERS } from './voice-arbitraries';
import type { ModelRules, ModelStay } from './voice-oracle';
import { GUILD, VoiceWorld } from './voice-world';

const HOUR = 3_600_000;
const [ANNA = '', BEN = ''] = USERS;
const [LOBBY = '', GAMES = ''] = CHANNELS;
const ROLE = toSnowflake('1170000000000000001');
const OTHER_ROLE = toSnowflake('1170000000000000003');
const CATEGORY = toSnowflake('1170000000000000002');

const BY_DEFAULT: ModelRules = {
  ...{ timeZone: 'UTC', dayStartHour: 0, minimumStayMs: 0, ignoredChannelIds: [], ignoredUserIds: [] },
  ...{ afk: false, alone: false, deafened: true, muted: true },
};

describe('RecountService', () => {
  const clock = new SettableClock();
  const now = clock.now().getTime();
  let world: VoiceWorld;
  let settings: SettingsService;
  let recount: RecountService;
  let statistics: VoiceStatistics;

  beforeEach(async () => {
    world = await VoiceWorld.open();
    const { unitOfWork, path } = world.database;
    settings = new SettingsService(unitOfWork, new GuildSettingsRepository(unitOfWork));
    recount = new RecountService(
      unitOfWork,
      settings,
      new CountingInputsRepository(unitOfWork),
      world.generations,
      new RecordedStayRepository(unitOfWork),
      world.totals,
      world.builder,
    );
    const config = new AppConfig({ DISCORD_TOKEN: 'not-a-real-token', DATABASE_PATH: path });
    statistics = new VoiceStatistics(config, clock, recount, privacyChoices(unitOfWork, clock));
  });
  afterEach(async () => {
    await recount.onApplicationShutdown();
    await statistics.onApplicationShutdown();
    await world.database.close();
  });

  const stay = (userId: string, channelId: string, hoursAgo: number, state = 0): ModelStay => {
    const joined = now - hoursAgo * HOUR;
    const left = joined + HOUR;
    return { userId, channelId, joined, left, segments: [{ start: joined, end: left, state }] };
  };
  const board = async (): Promise<Record<string, number>> => {
    const window = { since: 0, until: now };
    const { entries } = await statistics.ask('leaderboard', { guildId: GUILD, window, offset: 0, limit: 10 });
    return Object.fromEntries(entries.map(({ userId, ms }) => [userId, ms / HOUR]));
  };
  const change = async (wanted: VoiceChange): Promise<void> => {
    await settings.updateVoice(GUILD, wanted);
    await recount.check(GUILD);
  };

  /** As the recorder writes it down. */
  const learn = async (...records: VoiceRecord[]): Promise<void> => {
    const { unitOfWork } = world.database;
    const lives = new ShardLives(new BotMetaRepository(unitOfWork));
    const recordings = new VoiceRecordingRepository(unitOfWork);
    const writer = new RecordingWriter(unitOfWork, recordings, world.totals, lives);
    await writer.write(new RecordingBatch(records), new Map());
  };
  const rolesOf = (userId: string, ...roleIds: Snowflake[]): VoiceRecord => ({
    type: 'roles',
    row: { guildId: GUILD, userId: toSnowflake(userId), roleIds, seenAt: now },
  });

  it('counts a guild that was never counted when somebody asks', async () => {
    await world.put(1, stay(ANNA, LOBBY, 5));
    await world.put(2, stay(BEN, LOBBY, 5, 16));

    expect(await board()).toEqual({ [ANNA]: 1 });
  });

  it('counts what goes on in a guild without any closed session', async () => {
    await world.put(1, { ...stay(ANNA, LOBBY, 3), left: now }, { isActive: true });

    expect(await board()).toEqual({ [ANNA]: 3 });
  });

  it('begins the first count of a guild by itself after its first session', async () => {
    await world.put(1, stay(ANNA, LOBBY, 5));
    await recount.checkChanged();
    await recount.settle();

    expect((await world.generations.findInState(GUILD, 'current'))?.guildId).toBe(GUILD);
  });

  it('changes all of history at once when the policy changes, and takes the old count away', async () => {
    for (let id = 1; id <= 400; id += 1)
      await world.put(id, stay(ANNA, LOBBY, 2 * id, id % 2 === 0 ? 16 : 0));
    expect(await board()).toEqual({ [ANNA]: 200 });

    await change({ countAlone: true });
    // Counting takes several slices; until the last one the old count answers as a whole.
    expect(await recount.isRecounting(GUILD)).toBe(true);
    const seen = new Set<number>();
    while (await recount.isRecounting(GUILD)) seen.add((await board())[ANNA] ?? 0);
    expect([...seen].filter((hours) => hours !== 200 && hours !== 400)).toEqual([]);
    await recount.settle();
    expect(await board()).toEqual({ [ANNA]: 400 });
    expect(await world.generations.listAll()).toHaveLength(1);
    const [left] = await world.database.dataSource.query<{ n: number }[]>(
      `SELECT (SELECT count(*) FROM voice_spans WHERE place_id NOT IN (SELECT id FROM voice_places))
         + (SELECT count(*) FROM voice_member_totals WHERE period_id NOT IN (SELECT id FROM voice_periods))
         + (SELECT count(*) FROM voice_member_totals WHERE participant_id NOT IN (SELECT id FROM voice_participants))
         + (SELECT count(*) FROM voice_place_totals WHERE period_id NOT IN (SELECT id FROM voice_periods))
         + (SELECT count(*) FROM voice_hour_totals WHERE period_id NOT IN (SELECT id FROM voice_periods)) AS n`,
    );
    expect(left?.n).toBe(0);
  });

  it('goes back without counting when a change is taken back', async () => {
    await world.put(1, stay(ANNA, LOBBY, 5));
    await board();
    const before = await world.generations.findInState(GUILD, 'current');

    await Promise.all([
      settings.updateVoice(GUILD, { timeZone: 'Asia/Kathmandu' }).then(() => recount.check(GUILD)),
      settings.updateVoice(GUILD, { timeZone: 'UTC' }).then(() => recount.check(GUILD)),
    ]);
    await recount.settle();

    expect((await world.generations.findInState(GUILD, 'current'))?.id).toBe(before?.id);
  });

  it('follows roles and categories as they are now', async () => {
    await world.put(1, stay(ANNA, LOBBY, 5));
    await world.put(2, stay(BEN, GAMES, 5));
    await change({ ignoredRoleIds: [ROLE], ignoredCategoryIds: [CATEGORY] });
    await recount.settle();
    expect(await board()).toEqual({ [ANNA]: 1, [BEN]: 1 });

    await learn({
      type: 'channel',
      row: { guildId: GUILD, channelId: toSnowflake(GAMES), categoryId: CATEGORY },
    });
    await recount.checkChanged();
    await recount.settle();
    expect(await board()).toEqual({ [ANNA]: 1 });

    await learn(rolesOf(ANNA, ROLE));
    await recount.checkChanged();
    await recount.settle();
    expect(await board()).toEqual({});
  });

  it('finds a change that went by unnoticed when it looks at all guilds', async () => {
    await world.put(1, stay(ANNA, LOBBY, 5));
    await settings.updateVoice(GUILD, { ignoredChannelIds: [toSnowflake(LOBBY)] });
    await recount.checkChanged();
    expect(await board()).toEqual({});
    await settings.updateVoice(GUILD, { ignoredChannelIds: [] });

    await recount.checkChanged();
    await recount.settle();
    expect(await board()).toEqual({});
    await recount.checkAllSoon();
    await recount.checkChanged();
    await recount.settle();
    expect(await board()).toEqual({ [ANNA]: 1 });
  });

  it('counts by the saved settings after a start, whatever count an earlier process had begun', async () => {
    await world.put(1, stay(ANNA, LOBBY, 5));
    await world.put(2, stay(BEN, LOBBY, 5, 16));
    await world.begin({ ...BY_DEFAULT, ignoredUserIds: [ANNA] });
    await settings.updateVoice(GUILD, { countAlone: true });

    await recount.checkAll();
    await recount.settle();
    expect(await board()).toEqual({ [ANNA]: 1, [BEN]: 1 });
  });

  it('finishes the count it has begun before it begins one by roles that changed meanwhile', async () => {
    await world.put(1, stay(ANNA, LOBBY, 5));
    await world.put(2, stay(BEN, LOBBY, 5));
    await change({ ignoredRoleIds: [ROLE] });
    await recount.settle();
    await learn(rolesOf(ANNA, ROLE));
    const begun = await world.begin({ ...BY_DEFAULT, ignoredUserIds: [ANNA] });

    await learn(rolesOf(BEN, ROLE));
    await recount.checkChanged();
    expect((await world.generations.findInState(GUILD, 'building'))?.id).toBe(begun);
    await recount.settle();
    expect(await board()).toEqual({ [BEN]: 1 });
    await recount.checkChanged();
    await recount.settle();
    expect(await board()).toEqual({});
  });

  it.each<[string, (ignored: IgnoredRoles) => Promise<void>, boolean]>([
    ['is deleted', (ignored) => ignored.deleted(GUILD, ROLE), true],
    [
      'is not among those of the guild any more',
      (ignored) => ignored.listed(GUILD, [GUILD, OTHER_ROLE]),
      true,
    ],
    ['is another than the one that is deleted', (ignored) => ignored.deleted(GUILD, OTHER_ROLE), false],
    ['is among those of the guild', (ignored) => ignored.listed(GUILD, [GUILD, ROLE]), false],
    ['is missing in a list that is not whole', (ignored) => ignored.listed(GUILD, [OTHER_ROLE]), false],
  ])('counts who had an ignored role as it should when the role %s', async (_what, happen, counts) => {
    await world.put(1, stay(ANNA, LOBBY, 5));
    await learn(rolesOf(ANNA, ROLE));
    await change({ ignoredRoleIds: [ROLE] });
    await recount.settle();
    expect(await board()).toEqual({});

    await happen(new IgnoredRoles(settings, world.totals));
    await recount.checkChanged();
    await recount.settle();
    expect(await board()).toEqual(counts ? { [ANNA]: 1 } : {});
    expect((await settings.getVoice(GUILD)).ignoredRoleIds).toEqual(counts ? [] : [ROLE]);
  });
});

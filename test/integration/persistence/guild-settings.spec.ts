import { toSnowflake } from '../../../src/common';
import { GuildSettingsRepository } from '../../../src/settings/persistence';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const GUILD = toSnowflake('9223372036854775807');
const CHANNEL = toSnowflake('1180000000000000009');

describe('GuildSettingsRepository', () => {
  let database: TestDatabase;
  let settings: GuildSettingsRepository;

  beforeEach(async () => {
    database = await openTestDatabase();
    settings = new GuildSettingsRepository(database.unitOfWork);
  });
  afterEach(() => database.close());

  const store = (json: unknown): Promise<unknown> =>
    database.dataSource.query('INSERT INTO server_settings VALUES (?, ?)', [GUILD, JSON.stringify(json)]);
  const stored = async (): Promise<unknown> => {
    const [row] = await database.dataSource.query<{ settings: string }[]>(
      'SELECT settings FROM server_settings',
    );
    return JSON.parse(row?.settings ?? 'null');
  };

  it('finds nothing for a guild that never set anything', async () => {
    expect(await settings.find(GUILD)).toBeNull();
  });

  it.each([
    [true, { enabled: true }],
    [1, { enabled: true }],
    [false, { enabled: false }],
    [0, { enabled: false }],
    [null, {}],
    [undefined, {}],
  ])('reads enabled = %p as %p', async (enabled, section) => {
    await store({ feeds: { enabled }, voice: { enabled }, welcome: { enabled } });

    expect(await settings.find(GUILD)).toEqual({ feeds: section, voice: section, welcome: section });
  });

  it('reads a section that is null as not set', async () => {
    await store({ feeds: null, voice: { enabled: 1 } });

    expect(await settings.find(GUILD)).toEqual({ voice: { enabled: true } });
  });

  it('sets what it is given, leaves the rest alone, and returns all of it', async () => {
    await store({
      feeds: { enabled: 1, channel_id: CHANNEL, colour: 'red' },
      welcome: { messages: ['いらっしゃい 🎉'] },
      future: { a: [1] },
    });

    const result = await database.unitOfWork.run(() =>
      settings.upsert(GUILD, {
        feeds: { subscribe_role_id: CHANNEL, channel_id: null },
        voice: { enabled: false },
      }),
    );

    const expected = {
      feeds: { enabled: true, channel_id: null, colour: 'red', subscribe_role_id: CHANNEL },
      voice: { enabled: false },
      welcome: { messages: ['いらっしゃい 🎉'] },
      future: { a: [1] },
    };
    expect(result).toEqual(expected);
    expect(await stored()).toEqual(expected);
  });

  it('creates the row of a guild that had none', async () => {
    await database.unitOfWork.run(() => settings.upsert(GUILD, { voice: { enabled: true } }));

    expect(await settings.find(GUILD)).toEqual({ voice: { enabled: true } });
    expect(await settings.listAll()).toEqual([{ guildId: GUILD, settings: { voice: { enabled: true } } }]);
  });
});

import { toSnowflake } from '../../../src/common';
import { SettingsService } from '../../../src/settings';
import { GuildSettingsRepository } from '../../../src/settings/persistence';
import { CountingInputsRepository } from '../../../src/voice/persistence/counting-inputs.repository';
import { RecordedStayRepository } from '../../../src/voice/persistence/recorded-stay.repository';
import { StayExplanations } from '../../../src/voice/statistics/stay-explanations.service';
import { SettableClock } from '../../support/settable-clock';
import { CHANNELS, USERS } from './voice-arbitraries';
import { GUILD, VoiceWorld } from './voice-world';

const MINUTE = 60_000;
const [ANNA = '', BEN = ''] = USERS;

describe('StayExplanations', () => {
  let world: VoiceWorld;

  beforeEach(async () => {
    world = await VoiceWorld.open();
  });
  afterEach(() => world.database.close());

  it('explains the latest stays of a member, over all channels, the one that goes on up to now', async () => {
    const clock = new SettableClock();
    const now = clock.now().getTime();
    for (let id = 1; id <= 30; id += 1) {
      const joined = now - (31 - id) * 10 * MINUTE;
      const isActive = id === 30;
      const left = isActive ? joined + MINUTE : joined + 5 * MINUTE;
      await world.put(
        id,
        {
          userId: id % 10 === 0 && !isActive ? BEN : ANNA,
          channelId: CHANNELS[id % 3] ?? '',
          joined,
          left,
          segments: [
            { start: joined, end: joined + MINUTE / 2, state: 0 },
            { start: joined + MINUTE / 2, end: left, state: 16 },
          ],
        },
        { isActive },
      );
    }
    const { unitOfWork } = world.database;
    const explanations = new StayExplanations(
      clock,
      new SettingsService(unitOfWork, new GuildSettingsRepository(unitOfWork)),
      new RecordedStayRepository(unitOfWork),
      new CountingInputsRepository(unitOfWork),
    );

    const stays = await explanations.listLast(GUILD, toSnowflake(ANNA), 12);

    expect(stays.map(({ joinedAt }) => (joinedAt.getTime() - now) / (10 * MINUTE) + 31)).toEqual([
      30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 19, 18,
    ]);
    expect(stays[0]).toMatchObject({ leftAt: null, countedMs: MINUTE / 2 });
    expect(stays[0]?.uncounted).toEqual([{ rule: 'alone', ms: 9.5 * MINUTE }]);
    expect(stays[1]?.uncounted).toEqual([{ rule: 'alone', ms: 4.5 * MINUTE }]);
    expect(await explanations.listLast(toSnowflake('1180000000000000009'), toSnowflake(ANNA), 12)).toEqual(
      [],
    );
  });
});

import { CHANNELS } from './voice-arbitraries';
import { type ModelRules, type ModelStay, VoiceOracle } from './voice-oracle';
import { GUILD, VoiceWorld } from './voice-world';
import { SeededRandom } from '../../support/seeded-random';

const MINUTE = 60_000;
const START = Date.parse('2026-05-06T10:00:00Z');
const NOW = START + 24 * 60 * MINUTE;
const MEMBERS = 150;
const PAGE = 7;
const RULES: ModelRules = {
  timeZone: 'UTC',
  dayStartHour: 0,
  afk: true,
  alone: true,
  deafened: true,
  muted: true,
  minimumStayMs: 0,
  ignoredChannelIds: [],
  ignoredUserIds: [],
};
/** All of time is ranked in SQL; the others are summed up. */
const WINDOWS = [
  { since: 0, until: NOW },
  { since: START + MINUTE, until: NOW },
  { since: START - 2 * 24 * 60 * MINUTE, until: START + 90 * MINUTE },
];

/** Of a few lengths only, so that many have the same time. */
function stays(): ModelStay[] {
  const random = new SeededRandom(7);
  const length = (): number => (1 + Math.floor(random.next() ** 3 * 30)) * 10 * MINUTE;
  return Array.from({ length: MEMBERS }, (_, index) => {
    const left = START + length();
    return {
      userId: String(1_000 + ((index * 37) % MEMBERS)),
      channelId: CHANNELS[index % CHANNELS.length] ?? '',
      joined: START,
      left,
      segments: [{ start: START, end: left, state: 0 }],
    };
  });
}

describe('the pages of a leaderboard with many members', () => {
  let world: VoiceWorld;

  beforeAll(async () => {
    world = await VoiceWorld.open();
    await world.build(await world.begin(RULES), 10);
    for (const [index, stay] of stays().entries()) await world.put(index + 1, stay);
  });
  afterAll(() => world.database.close());

  it.each(WINDOWS)('have everybody once, in order, with their rank: %j', (window) => {
    const answers = world.answers();
    const asked = { guildId: GUILD, window, now: NOW };
    const board = new VoiceOracle([...world.stays.values()], RULES, window)
      .board()
      .map(([userId, ms], _index, all) => ({
        rank: 1 + all.filter(([, other]) => other > ms).length,
        userId,
        ms,
      }));
    expect(new Set(board.map(({ rank }) => rank)).size).toBeLessThan(MEMBERS);

    expect(board).toHaveLength(MEMBERS);
    const offsets = Array.from({ length: Math.ceil(MEMBERS / PAGE) + 1 }, (_, page) => page * PAGE);
    // The last page first: which pages were asked for before must not matter.
    for (const offset of offsets.reverse()) {
      const { entries } = answers.answer('leaderboard', { ...asked, offset, limit: PAGE }) ?? {};
      expect(entries).toEqual(board.slice(offset, offset + PAGE));
    }
    for (const entry of board) {
      const { userId } = entry;
      expect(answers.answer('leaderboard', { ...asked, offset: 0, limit: 1, userId })?.own).toEqual(entry);
    }
    answers.close();
  });
});

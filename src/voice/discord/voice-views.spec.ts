import { expectSendable } from '../../../test/support/expect-sendable';
import { toSnowflake } from '../../common';
import { DEFAULT_VOICE_SETTINGS } from '../../settings';
import { RANGES, type RangeName } from '../statistics/ranges';
import { leaderboardView } from './leaderboard.view';
import { voiceSettingsPanelView } from './voice-settings-panel.view';
import { voiceSettingsView } from './voice-settings.view';
import { whyView } from './why.view';

const LONG_ID = '18446744073709551615';
const TEN_YEARS = 315_576_000_000;
const ranges = Object.keys(RANGES) as RangeName[];
const entries = Array.from({ length: 10 }, (_, index) => ({
  rank: 99_990 + index,
  userId: LONG_ID,
  ms: TEN_YEARS,
}));

const picture = { png: Buffer.from('png'), filename: 'leaderboard.png', alt: 'x'.repeat(1024) };

describe('leaderboardView', () => {
  it('is sendable in every range with the largest numbers', () => {
    for (const range of ranges) {
      const asked = { range, askedAt: 8_640_000_000_000_000, partnerId: LONG_ID };
      const own = { rank: 99_999, userId: LONG_ID, ms: TEN_YEARS };
      const board = {
        asked,
        page: 9_999,
        entries,
        size: 100_000,
        totalMs: TEN_YEARS,
        mostMs: TEN_YEARS,
        own,
      };
      const view = leaderboardView({ ...board, isRecounting: true }, picture);
      expectSendable(view);
      expect(view.pictures).toEqual([picture]);
      expect(JSON.stringify(view)).toContain('attachment://leaderboard.png');
      expect(JSON.stringify(view)).toContain('Page 9999 of 10000');
      expect(JSON.stringify(view)).toContain('follows the old ones');
    }
  });

  it('says so when nobody has any time, and needs no buttons for one page', () => {
    const asked = { range: 'today' as const, askedAt: 0, partnerId: null };
    const empty = {
      asked,
      page: 1,
      entries: [],
      size: 0,
      totalMs: 0,
      mostMs: 0,
      own: null,
      isRecounting: false,
    };
    expectSendable(leaderboardView(empty, null));
    expect(JSON.stringify(leaderboardView(empty, null))).toContain('Nobody has any time yet');
    const one = leaderboardView({ ...empty, entries: entries.slice(0, 1), size: 1 }, null);
    expect(JSON.stringify(one)).not.toContain('vc/board/');
    expect(JSON.stringify(one)).not.toContain('attachment://');
  });

  it('offers dates that are none of the named ranges as they are, and shows whose company is ranked', () => {
    const asked = {
      ...{ range: '2026-01-05..2026-02-01' as const, askedAt: 0 },
      partnerId: LONG_ID,
    };
    const board = {
      asked,
      page: 1,
      entries,
      size: 10,
      totalMs: 1,
      mostMs: 1,
      own: null,
      isRecounting: false,
    };
    const view = leaderboardView(board, null);
    expectSendable(view);
    const shown = JSON.stringify(view);
    expect(shown).toContain(
      '{"label":"2026-01-05 to 2026-02-01","value":"2026-01-05..2026-02-01","default":true}',
    );
    expect(shown).toContain(`"default_values":[{"id":"${LONG_ID}","type":"user"}]`);
  });
});

describe('whyView', () => {
  it('is sendable with ten stays and every rule that can speak about one', () => {
    const rules = ['afk', 'alone', 'deafened', 'muted'] as const;
    const stay = {
      channelId: toSnowflake(LONG_ID),
      joinedAt: new Date(TEN_YEARS),
      leftAt: null,
      countedMs: TEN_YEARS,
      uncounted: rules.map((rule) => ({ rule, ms: TEN_YEARS })),
    };
    const view = whyView(
      LONG_ID,
      Array.from({ length: 10 }, () => stay),
    );
    expectSendable(view);
    expect(JSON.stringify(view)).toContain('alone in the channel');
    expectSendable(whyView(LONG_ID, []));
  });
});

describe.each([
  ['voiceSettingsView', voiceSettingsView],
  ['voiceSettingsPanelView', voiceSettingsPanelView],
])('%s', (_name, view) => {
  it('is sendable with every list full', () => {
    const full = Array.from({ length: 100 }, () => toSnowflake(LONG_ID));
    expectSendable(
      view({
        ...DEFAULT_VOICE_SETTINGS,
        ignoredChannelIds: full,
        ignoredCategoryIds: full,
        ignoredRoleIds: full,
        ignoredUserIds: full,
        minimumStayMs: 86_400_000,
        timeZone: 'America/Argentina/ComodRivadavia',
      }),
    );
    expectSendable(view(DEFAULT_VOICE_SETTINGS));
  });
});

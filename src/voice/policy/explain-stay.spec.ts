import fc from 'fast-check';

import { DEFAULT_VOICE_SETTINGS } from '../../settings';
import type { Snowflake } from '../../common';
import { VoiceState } from '../voice-state';
import type { Stay } from './counted-spans';
import { explainStay } from './explain-stay';
import type { VoicePolicy } from './voice-policy';

const NOWHERE = { categoryId: null, roleIds: [] };
const stayOf = (...states: number[]): Stay => ({
  userId: '1',
  channelId: '2',
  joinedAt: 0,
  leftAt: states.length * 10,
  segments: states.map((state, index) => ({ startedAt: index * 10, endedAt: index * 10 + 10, state })),
});

describe('explainStay', () => {
  it('names the rule for each part that does not count', () => {
    const { alone, afkChannel, selfDeaf, selfMute, streaming } = VoiceState;
    const stay = stayOf(streaming, alone, alone | afkChannel, selfDeaf | selfMute, selfMute, 0);

    expect(explainStay(stay, DEFAULT_VOICE_SETTINGS, NOWHERE)).toEqual({
      countedMs: 40,
      uncounted: [
        { rule: 'alone', ms: 10 },
        { rule: 'afk', ms: 10 },
      ],
    });
    expect(
      explainStay(stay, { ...DEFAULT_VOICE_SETTINGS, countDeafened: false }, NOWHERE).uncounted,
    ).toContainEqual({
      rule: 'deafened',
      ms: 10,
    });
  });

  it.each<[string, Partial<VoicePolicy>]>([
    ['ignored-member', { ignoredUserIds: ['1' as Snowflake] }],
    ['ignored-role', { ignoredRoleIds: ['4' as Snowflake] }],
    ['ignored-channel', { ignoredChannelIds: ['2' as Snowflake] }],
    ['ignored-category', { ignoredCategoryIds: ['3' as Snowflake] }],
    ['too-short', { minimumStayMs: 21 }],
  ])('says %s of a whole stay', (rule, policy) => {
    const found = explainStay(
      stayOf(0, 16),
      { ...DEFAULT_VOICE_SETTINGS, ...policy },
      { categoryId: '3', roleIds: ['4'] },
    );
    expect(found).toEqual({ countedMs: 0, uncounted: [{ rule, ms: 20 }] });
  });

  it('accounts for every millisecond, whatever the states and the policy', () => {
    const policy = fc.record({
      countAfk: fc.boolean(),
      countAlone: fc.boolean(),
      countDeafened: fc.boolean(),
      countMuted: fc.boolean(),
      minimumStayMs: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(fc.nat(255), { maxLength: 8 }), policy, (states, chosen) => {
        const explained = explainStay(stayOf(...states), { ...DEFAULT_VOICE_SETTINGS, ...chosen }, NOWHERE);
        const lost = explained.uncounted.reduce((sum, { ms }) => sum + ms, 0);
        expect(explained.countedMs + lost).toBe(states.length * 10);
      }),
    );
  });
});

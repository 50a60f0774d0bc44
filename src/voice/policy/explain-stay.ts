import { VoiceState } from '../voice-state';
import { countedSpans, type Stay } from './counted-spans';
import { uncountedStates, type VoicePolicy } from './voice-policy';

/** Why a whole stay does not count. */
export type StayRule =
  'ignored-member' | 'ignored-role' | 'ignored-channel' | 'ignored-category' | 'too-short';
/** Why a part of a stay does not count. */
export type StateRule = 'afk' | 'alone' | 'deafened' | 'muted';

export interface Explanation {
  readonly countedMs: number;
  /** What did not count, by the rule that said so; adds up with `countedMs` to the time that was recorded. */
  readonly uncounted: readonly { readonly rule: StayRule | StateRule; readonly ms: number }[];
}

/** Where several rules say no, the first of these is named. */
const STATE_RULES: readonly (readonly [StateRule, number])[] = [
  ['afk', VoiceState.afkChannel],
  ['alone', VoiceState.alone],
  ['deafened', VoiceState.selfDeaf | VoiceState.serverDeaf],
  ['muted', VoiceState.selfMute | VoiceState.serverMute],
];

export function explainStay(
  stay: Stay,
  policy: VoicePolicy,
  { categoryId, roleIds }: { readonly categoryId: string | null; readonly roleIds: readonly string[] },
): Explanation {
  const recordedMs = stay.segments.reduce((sum, { startedAt, endedAt }) => sum + endedAt - startedAt, 0);
  const whole = ruleAgainst(stay, policy, categoryId, roleIds);
  if (whole !== null) return { countedMs: 0, uncounted: [{ rule: whole, ms: recordedMs }] };
  const mask = uncountedStates(policy);
  const lost = new Map<StateRule, number>();
  for (const { startedAt, endedAt, state } of stay.segments) {
    const rule = STATE_RULES.find(([, bits]) => (state & mask & bits) !== 0)?.[0];
    if (rule !== undefined) lost.set(rule, (lost.get(rule) ?? 0) + endedAt - startedAt);
  }
  const counted = countedSpans(stay, {
    uncountedStates: mask,
    minimumStayMs: policy.minimumStayMs,
    ignoredChannelIds: new Set(),
    ignoredUserIds: new Set(),
  });
  return {
    countedMs: counted.reduce((sum, [start, end]) => sum + end - start, 0),
    uncounted: [...lost].map(([rule, ms]) => ({ rule, ms })),
  };
}

function ruleAgainst(
  stay: Stay,
  policy: VoicePolicy,
  categoryId: string | null,
  roleIds: readonly string[],
): StayRule | null {
  const names = (list: readonly string[], id: string | null): boolean => id !== null && list.includes(id);
  if (names(policy.ignoredUserIds, stay.userId)) return 'ignored-member';
  if (roleIds.some((id) => names(policy.ignoredRoleIds, id))) return 'ignored-role';
  if (names(policy.ignoredChannelIds, stay.channelId)) return 'ignored-channel';
  if (names(policy.ignoredCategoryIds, categoryId)) return 'ignored-category';
  if (stay.leftAt - stay.joinedAt < policy.minimumStayMs) return 'too-short';
  return null;
}

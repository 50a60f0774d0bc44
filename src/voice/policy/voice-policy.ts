import type { VoiceSettings } from '../../settings';
import { VoiceState } from '../voice-state';

/** What of the recorded time counts. */
export type VoicePolicy = Pick<
  VoiceSettings,
  | 'countAfk'
  | 'countAlone'
  | 'countDeafened'
  | 'countMuted'
  | 'ignoredChannelIds'
  | 'ignoredCategoryIds'
  | 'ignoredRoleIds'
  | 'ignoredUserIds'
  | 'minimumStayMs'
>;

/** A policy with its categories and roles looked up: all that deciding about one stay needs. */
export interface CountingRules {
  /** A segment with any of these bits of `VoiceState` does not count. */
  readonly uncountedStates: number;
  readonly minimumStayMs: number;
  readonly ignoredChannelIds: ReadonlySet<string>;
  readonly ignoredUserIds: ReadonlySet<string>;
}

export function uncountedStates(policy: VoicePolicy): number {
  return (
    (policy.countAfk ? 0 : VoiceState.afkChannel) |
    (policy.countAlone ? 0 : VoiceState.alone) |
    (policy.countDeafened ? 0 : VoiceState.selfDeaf | VoiceState.serverDeaf) |
    (policy.countMuted ? 0 : VoiceState.selfMute | VoiceState.serverMute)
  );
}

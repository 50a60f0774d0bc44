import type { Snowflake } from '../../common';
import type { VoiceState } from '../voice-state';

/** Where a member is and what holds for them there. */
export interface Stay {
  readonly channelId: Snowflake;
  readonly state: VoiceState;
}

export type Step =
  | { readonly type: 'close' }
  | { readonly type: 'open'; readonly stay: Stay }
  | { readonly type: 'change'; readonly state: VoiceState };

/** What has to happen to a member's session so that it says where the member is now; null is nowhere. */
export function transition(before: Stay | null, after: Stay | null): readonly Step[] {
  if (before && after && before.channelId === after.channelId) {
    return before.state === after.state ? [] : [{ type: 'change', state: after.state }];
  }
  return [
    ...(before ? [{ type: 'close' } as const] : []),
    ...(after ? [{ type: 'open', stay: after } as const] : []),
  ];
}

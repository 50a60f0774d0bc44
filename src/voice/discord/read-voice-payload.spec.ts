import fc from 'fast-check';

import { isSnowflake, toSnowflake } from '../../common';
import { VoiceState } from '../voice-state';
import { isPayload, readGuild, readVoiceState } from './read-voice-payload';

const GUILD = toSnowflake('1180000000000000001');
const USER = toSnowflake('1180000000000000002');
const CHANNEL = toSnowflake('1180000000000000003');

const anything = fc.oneof(fc.jsonValue(), fc.constantFrom(GUILD, USER, CHANNEL, undefined, 'x'));
const state = fc.record(
  {
    user_id: anything,
    channel_id: anything,
    self_mute: anything,
    deaf: anything,
    member: fc.oneof(
      anything,
      fc.record({ user: fc.oneof(anything, fc.record({ id: anything, bot: anything })), roles: anything }),
    ),
  },
  { requiredKeys: [] },
);

describe('reading voice payloads', () => {
  it('takes the ids, the bits and whether it is a bot', () => {
    const member = { user: { id: USER, bot: false }, roles: [GUILD, 'x'] };
    const payload = {
      user_id: USER,
      channel_id: CHANNEL,
      self_mute: true,
      self_stream: true,
      suppress: true,
      member,
    };
    expect(readVoiceState(payload, GUILD)).toEqual({
      guildId: GUILD,
      userId: USER,
      spot: { channelId: CHANNEL, flags: VoiceState.selfMute | VoiceState.streaming },
      isBot: false,
      roleIds: [GUILD],
    });
  });

  it.each([
    ['no member', undefined],
    ['somebody else as the member', { user: { id: CHANNEL }, roles: [] }],
  ])('does not guess whether it is a bot from %s', (_what, member) => {
    const update = readVoiceState({ user_id: USER, channel_id: null, member }, GUILD);
    expect(update).toMatchObject({ spot: null, isBot: null, roleIds: null });
  });

  it('makes of whatever comes a sensible update or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(state, anything), (payload) => {
        const update = readVoiceState(payload, GUILD);
        if (!update) return;
        expect(isSnowflake(update.userId)).toBe(true);
        expect(update.spot === null || isSnowflake(update.spot.channelId)).toBe(true);
        expect(update.roleIds?.every(isSnowflake) ?? true).toBe(true);
      }),
    );
  });

  it('reads a snapshot around what makes no sense in it', () => {
    const list = fc.array(fc.oneof(state, anything));
    fc.assert(
      fc.property(list, list, list, (before, after, members) => {
        const good = { user_id: USER, channel_id: CHANNEL };
        const voice_states = [...before, good, ...after];
        const payload: unknown = { id: GUILD, voice_states, members, channels: before };
        const updates = [...((isPayload(payload) && readGuild(payload)?.updates) || [])];
        expect(updates.some(({ userId, spot }) => userId === USER && spot?.channelId === CHANNEL)).toBe(true);
      }),
    );
  });
});

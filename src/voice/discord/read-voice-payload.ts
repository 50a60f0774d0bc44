import { isSnowflake, type Snowflake } from '../../common';
import type { ChannelNote, GuildSnapshot, VoiceUpdate } from '../tracking';
import { VoiceState } from '../voice-state';

/** Anything that came over the gateway; nothing is believed before it was looked at. */
type Payload = Readonly<Record<string, unknown>>;

/** Channel types in which people are in voice (https://discord.com/developers/docs/resources/channel#channel-object-channel-types). */
const VOICE_CHANNEL_TYPES: readonly unknown[] = [2, 13];

const FLAGS = [
  ['self_mute', VoiceState.selfMute],
  ['mute', VoiceState.serverMute],
  ['self_deaf', VoiceState.selfDeaf],
  ['deaf', VoiceState.serverDeaf],
  ['self_stream', VoiceState.streaming],
  ['self_video', VoiceState.camera],
] as const;

export function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readId(value: unknown): Snowflake | null {
  return typeof value === 'string' && isSnowflake(value) ? value : null;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Null when it does not say of whom it speaks or where they are. */
export function readVoiceState(
  state: unknown,
  guildId: Snowflake,
  member: unknown = isPayload(state) ? state['member'] : undefined,
): VoiceUpdate | null {
  if (!isPayload(state)) return null;
  const userId = readId(state['user_id']);
  const channelId = state['channel_id'] === null ? null : readId(state['channel_id']);
  if (!userId || (channelId === null && state['channel_id'] !== null)) return null;
  const flags = FLAGS.reduce((sum, [key, bit]) => (state[key] === true ? sum | bit : sum), 0);
  const spot = channelId && { channelId, flags };
  return { guildId, userId, spot, ...readMember(member, userId) };
}

/** Null without the guild's id. Who is in voice is read one by one, as the snapshot is walked. */
export function readGuild(guild: Payload): GuildSnapshot | null {
  const guildId = readId(guild['id']);
  if (!guildId) return null;
  return {
    guildId,
    afkChannelId: readId(guild['afk_channel_id']),
    voiceChannels: listOf(guild['channels']).flatMap((channel) => readVoiceChannel(channel) ?? []),
    updates: readVoiceStates(guild, guildId),
  };
}

export function readVoiceChannel(channel: unknown): ChannelNote | null {
  if (!isPayload(channel) || !VOICE_CHANNEL_TYPES.includes(channel['type'])) return null;
  const channelId = readId(channel['id']);
  return channelId && { channelId, categoryId: readId(channel['parent_id']) };
}

/** In a snapshot the members are listed on their own. */
function* readVoiceStates(guild: Payload, guildId: Snowflake): Generator<VoiceUpdate> {
  const members = new Map<unknown, unknown>();
  for (const member of listOf(guild['members'])) {
    if (isPayload(member) && isPayload(member['user'])) members.set(member['user']['id'], member);
  }
  for (const state of listOf(guild['voice_states'])) {
    const member = isPayload(state) ? (members.get(state['user_id']) ?? state['member']) : undefined;
    const update = readVoiceState(state, guildId, member);
    if (update) yield update;
  }
}

function readMember(member: unknown, userId: Snowflake): Pick<VoiceUpdate, 'isBot' | 'roleIds'> {
  if (!isPayload(member) || !isPayload(member['user'])) return { isBot: null, roleIds: null };
  const { user, roles } = member;
  if (user['id'] !== userId) return { isBot: null, roleIds: null };
  const roleIds = Array.isArray(roles) ? roles.flatMap((role) => readId(role) ?? []) : null;
  return { isBot: user['bot'] === true, roleIds };
}

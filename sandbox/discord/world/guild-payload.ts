import { GatewayIntentBits } from 'discord.js';
import { Json, without } from '../wire/json';
import { Directory } from './directory';
import { channelPayload, fullMemberPayload, rolePayload, voiceStatePayload } from './payloads';
import { GuildRecord } from './records';

export function guildPayload(guild: GuildRecord): Json {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    roles: [...guild.roles.values()].map(rolePayload),
    features: [],
    emojis: [],
    stickers: [],
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: guild.afkChannelId,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    incidents_data: null,
  };
}

/** The GUILD_CREATE of a guild for a session with these intents. */
export function guildCreatePayload(directory: Directory, guild: GuildRecord, intents: number): Json {
  const has = (intent: number) => (intents & intent) !== 0;
  const voiceStates = has(GatewayIntentBits.GuildVoiceStates) ? [...guild.voiceStates.values()] : [];
  const bot = guild.members.get(directory.bot.id);
  const channels = [...guild.channels.values()];
  // Without the presences intent Discord lists only the bot and who is in a voice channel.
  const members = [...guild.members.values()].filter(
    ({ userId }) =>
      has(GatewayIntentBits.GuildPresences) || userId === directory.bot.id || guild.voiceStates.has(userId),
  );
  return {
    ...guildPayload(guild),
    unavailable: false,
    joined_at: (bot?.joinedAt ?? guild.createdAt).toISOString(),
    large: false,
    member_count: guild.members.size,
    members: members.map((member) => fullMemberPayload(directory, member)),
    channels: channels
      .filter(({ thread }) => thread === undefined)
      .map((channel) => channelPayload(directory, channel)),
    voice_states: voiceStates.map((state) =>
      without(voiceStatePayload(directory, guild, state), 'member', 'guild_id'),
    ),
    // Archived ones are not among them.
    threads: channels
      .filter(({ thread }) => thread?.archived === false)
      .map((thread) => channelPayload(directory, thread)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

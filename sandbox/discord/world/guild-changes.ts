import { GatewayIntentBits } from 'discord.js';
import { Directory } from './directory';
import { channelPayload, rolePayload, voiceStatePayload } from './payloads';
import { Population } from './population';
import { Threads } from './threads';
import { ChannelRecord, GuildRecord, OverwriteRecord, VoiceStateRecord } from './records';

export interface NewVoiceState {
  /** null leaves voice. */
  channelId: string | null;
  selfMute?: boolean;
  selfDeaf?: boolean;
  mute?: boolean;
  deaf?: boolean;
  selfVideo?: boolean;
  selfStream?: boolean;
  suppress?: boolean;
}

/** What happens to guilds after they were made; the bot is told over the gateway. */
export class GuildChanges {
  readonly threads: Threads;

  constructor(
    private readonly directory: Directory,
    private readonly population: Population,
  ) {
    this.threads = new Threads(directory);
  }

  setOverwrite(channelId: string, overwrite: OverwriteRecord): void {
    const channel = this.directory.channel(channelId);
    channel.permissionOverwrites.set(overwrite.id, overwrite);
    this.channelChanged(channel);
  }

  updateChannel(channelId: string, change: { name?: string; nsfw?: boolean }): void {
    this.channelChanged(Object.assign(this.directory.channel(channelId), change));
  }

  setRolePermissions(guildId: string, roleId: string, permissions: bigint): void {
    const guild = this.population.anyGuild(guildId);
    const role = guild.roles.get(roleId);
    if (role === undefined) throw new Error(`There is no role ${roleId} in ${guildId}`);
    role.permissions = permissions;
    const payload = { guild_id: guildId, role: rolePayload(role) };
    this.population.tell(guild, 'GUILD_ROLE_UPDATE', payload, GatewayIntentBits.Guilds);
  }

  deleteChannel(channelId: string): void {
    const channel = this.directory.channel(channelId);
    const guild = this.directory.guildOf(channel);
    if (guild === undefined) throw new Error(`${channelId} is a direct message, which cannot be deleted`);
    guild.channels.delete(channelId);
    this.directory.channels.delete(channelId);
    if (channel.thread !== undefined) {
      this.threads.tellDeleted(channel);
      return;
    }
    for (const thread of this.threads.listOf(channel)) {
      guild.channels.delete(thread.id);
      this.directory.channels.delete(thread.id);
    }
    const payload = channelPayload(this.directory, channel);
    this.population.tell(guild, 'CHANNEL_DELETE', payload, GatewayIntentBits.Guilds);
  }

  removeBot(guildId: string): void {
    const guild = this.population.anyGuild(guildId);
    guild.members.delete(this.directory.bot.id);
    this.guildDeleted(guild, { id: guildId });
    guild.botJoined = false;
  }

  /** Brings the bot (back) into a guild; sessions get a GUILD_CREATE. */
  addBot(guildId: string): void {
    const guild = this.population.anyGuild(guildId);
    this.population.addMember(guildId, this.directory.bot.id);
    guild.botJoined = true;
    this.announce(guild);
  }

  /** Discord loses sight of one guild, and finds it again. */
  setUnavailable(guildId: string, unavailable: boolean): void {
    const guild = this.population.anyGuild(guildId);
    if (unavailable) this.guildDeleted(guild, { id: guildId, unavailable: true });
    guild.unavailable = unavailable;
    if (!unavailable) this.announce(guild);
  }

  setVoiceState(guildId: string, userId: string, change: NewVoiceState): void {
    const guild = this.population.anyGuild(guildId);
    const before = guild.voiceStates.get(userId);
    const { selfMute = false, selfDeaf = false, mute = false, deaf = false } = change;
    const { selfVideo = false, selfStream = false, suppress = false } = change;
    const state: VoiceStateRecord = {
      ...{
        userId,
        channelId: change.channelId,
        sessionId: before?.sessionId ?? `voice${this.directory.ids.next()}`,
      },
      ...{ selfMute, selfDeaf, mute, deaf, selfVideo, selfStream, suppress },
    };
    if (state.channelId === null) guild.voiceStates.delete(userId);
    else guild.voiceStates.set(userId, state);
    const payload = voiceStatePayload(this.directory, guild, state);
    this.population.tell(guild, 'VOICE_STATE_UPDATE', payload, GatewayIntentBits.GuildVoiceStates);
  }

  /** The gateway completes GUILD_CREATE for each session, because it depends on the intents. */
  announce(guild: GuildRecord): void {
    this.population.tell(guild, 'GUILD_CREATE', { id: guild.id }, GatewayIntentBits.Guilds);
  }

  private guildDeleted(guild: GuildRecord, data: { id: string; unavailable?: boolean }): void {
    this.population.tell(guild, 'GUILD_DELETE', data, GatewayIntentBits.Guilds);
  }

  private channelChanged(channel: ChannelRecord): void {
    const guild = this.directory.guildOf(channel);
    if (guild === undefined) return;
    const payload = channelPayload(this.directory, channel);
    this.population.tell(guild, 'CHANNEL_UPDATE', payload, GatewayIntentBits.Guilds);
  }
}

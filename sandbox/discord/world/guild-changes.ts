import { GatewayIntentBits } from 'discord.js';
import { Directory } from './directory';
import { guildPayload } from './guild-payload';
import { channelPayload, rolePayload } from './payloads';
import { Population } from './population';
import { Threads } from './threads';
import { ChannelRecord, GuildRecord, OverwriteRecord } from './records';
import { VoiceChanges } from './voice-changes';

export interface RoleChange {
  permissions?: bigint;
  position?: number;
}

export interface ChannelChange {
  name?: string;
  nsfw?: boolean;
  /** Into a category, or (with null) out of it. */
  parentId?: string | null;
}

/** What happens to guilds after they were made; the bot is told over the gateway. */
export class GuildChanges {
  readonly threads: Threads;

  constructor(
    private readonly directory: Directory,
    private readonly population: Population,
    private readonly voice: VoiceChanges,
  ) {
    this.threads = new Threads(directory);
  }

  setOverwrite(channelId: string, overwrite: OverwriteRecord): void {
    const channel = this.directory.channel(channelId);
    channel.permissionOverwrites.set(overwrite.id, overwrite);
    this.channelChanged(channel);
  }

  updateChannel(channelId: string, change: ChannelChange): void {
    this.channelChanged(Object.assign(this.directory.channel(channelId), change));
  }

  changeRole(guildId: string, roleId: string, change: RoleChange): void {
    const guild = this.population.anyGuild(guildId);
    const role = guild.roles.get(roleId);
    if (role === undefined) throw new Error(`There is no role ${roleId} in ${guildId}`);
    const payload = { guild_id: guildId, role: rolePayload(Object.assign(role, change)) };
    this.population.tell(guild, 'GUILD_ROLE_UPDATE', payload, GatewayIntentBits.Guilds);
  }

  deleteRole(guildId: string, roleId: string): void {
    const guild = this.population.anyGuild(guildId);
    if (!guild.roles.delete(roleId)) throw new Error(`There is no role ${roleId} in ${guildId}`);
    for (const [userId, { roles }] of guild.members)
      if (roles.includes(roleId))
        this.population.addMember(guildId, userId, { roles: roles.filter((id) => id !== roleId) });
    const payload = { guild_id: guildId, role_id: roleId };
    this.population.tell(guild, 'GUILD_ROLE_DELETE', payload, GatewayIntentBits.Guilds);
  }

  /** What a bot does through the API; Discord tells of it as of any other change. */
  setMemberRoles(guildId: string, userId: string, roles: readonly string[]): void {
    this.population.addMember(guildId, userId, { roles });
  }

  /** Where the guild moves who is absent; null for nowhere. */
  setAfkChannel(guildId: string, channelId: string | null): void {
    const guild = this.population.anyGuild(guildId);
    guild.afkChannelId = channelId;
    this.population.tell(guild, 'GUILD_UPDATE', guildPayload(guild), GatewayIntentBits.Guilds);
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
    this.voice.emptyChannel(guild, channelId);
    if (guild.afkChannelId === channelId) this.setAfkChannel(guild.id, null);
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

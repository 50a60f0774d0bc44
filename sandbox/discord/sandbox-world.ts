import { Directory } from './world/directory';
import { ChannelChange, GuildChanges } from './world/guild-changes';
import { NewChannel, NewGuild, NewMember, NewRole, NewUser, Population } from './world/population';
import {
  ChannelRecord,
  GuildRecord,
  MemberRecord,
  OverwriteRecord,
  RoleRecord,
  UserRecord,
} from './world/records';
import { NewVoiceState, VoiceChanges } from './world/voice-changes';

type NewOverwrite = Pick<OverwriteRecord, 'id' | 'type'> & Partial<OverwriteRecord>;

/** The guilds and people of the sandbox, and what happens to them; a connected bot hears of it. */
export class SandboxWorld {
  protected readonly changes: GuildChanges;
  private readonly population: Population;
  private readonly voice: VoiceChanges;

  constructor(protected readonly directory: Directory) {
    this.population = new Population(directory);
    this.voice = new VoiceChanges(directory, this.population);
    this.changes = new GuildChanges(directory, this.population, this.voice);
  }

  get applicationId(): string {
    return this.directory.applicationId;
  }

  get botUser(): UserRecord {
    return this.directory.bot;
  }

  /** Who the application belongs to, as `GET /applications/@me` says. */
  get applicationOwner(): UserRecord {
    return this.directory.applicationOwner;
  }

  /** A guild with the bot in it, a text channel «general» and a voice channel «voice». */
  createGuild(options: NewGuild = {}): GuildRecord {
    const guild = this.population.createGuild(options);
    this.changes.announce(guild);
    return guild;
  }

  createUser(options: NewUser = {}): UserRecord {
    return this.population.createUser(options);
  }

  createChannel(guildId: string, options: NewChannel = {}): ChannelRecord {
    return this.population.createChannel(guildId, options);
  }

  createRole(guildId: string, options: NewRole = {}): RoleRecord {
    return this.population.createRole(guildId, options);
  }

  addMember(guildId: string, userId: string, options: NewMember = {}): MemberRecord {
    return this.population.addMember(guildId, userId, options);
  }

  removeMember(guildId: string, userId: string): void {
    this.voice.disconnect(guildId, userId);
    this.population.removeMember(guildId, userId);
  }

  /** Switches privileged intents on in the developer portal, and all others off. */
  setPrivilegedIntents(intents: number): void {
    this.directory.privilegedIntents = intents;
  }

  setRolePosition(guildId: string, roleId: string, position: number): void {
    this.changes.changeRole(guildId, roleId, { position });
  }

  deleteRole(guildId: string, roleId: string): void {
    this.changes.deleteRole(guildId, roleId);
  }

  /** The roles of a member besides @everyone. */
  rolesOf(guildId: string, userId: string): readonly string[] {
    return this.directory.guilds.get(guildId)?.members.get(userId)?.roles ?? [];
  }

  setRolePermissions(guildId: string, roleId: string, permissions: bigint): void {
    this.changes.changeRole(guildId, roleId, { permissions });
  }

  setOverwrite(channelId: string, { id, type, allow = 0n, deny = 0n }: NewOverwrite): void {
    this.changes.setOverwrite(channelId, { id, type, allow, deny });
  }

  updateChannel(channelId: string, change: ChannelChange): void {
    this.changes.updateChannel(channelId, change);
  }

  /** A thread of a text channel, or a post of a forum, made by a person. */
  createThread(parentId: string, name: string): ChannelRecord {
    const parent = this.directory.channel(parentId);
    const ownerId = this.directory.guildOf(parent)?.ownerId ?? '';
    return this.changes.threads.create(parent, { name, ownerId });
  }

  /** The threads of a channel, or the posts of a forum, oldest first. */
  threads(parentId: string): ChannelRecord[] {
    return this.changes.threads.listOf(this.directory.channel(parentId));
  }

  /** The name of one of a forum's tags. */
  forumTag(forumId: string, tagId: string): string | undefined {
    return this.directory.channel(forumId).forum?.tags.find(({ id }) => id === tagId)?.name;
  }

  updateThread(threadId: string, change: { archived?: boolean; locked?: boolean }): void {
    this.changes.threads.update(this.directory.channel(threadId), change);
  }

  /** Threads too. */
  deleteChannel(channelId: string): void {
    this.changes.deleteChannel(channelId);
  }

  removeBot(guildId: string): void {
    this.changes.removeBot(guildId);
  }

  addBot(guildId: string): void {
    this.changes.addBot(guildId);
  }

  setUnavailable(guildId: string, unavailable: boolean): void {
    this.changes.setUnavailable(guildId, unavailable);
  }

  /** Joins, moves, mutes, or (with null) leaves voice; what the change leaves out stays as it was. */
  setVoiceState(guildId: string, userId: string, change: NewVoiceState): void {
    this.voice.set(guildId, userId, change);
  }

  setAfkChannel(guildId: string, channelId: string | null): void {
    this.changes.setAfkChannel(guildId, channelId);
  }

  moveToAfk(guildId: string, userId: string): void {
    this.voice.moveToAfk(guildId, userId);
  }
}

import { ApplicationFlags, ChannelType, GatewayIntentBits } from 'discord.js';
import { refusals } from '../wire/discord-error';
import { SnowflakeSource } from '../wire/snowflake-source';
import { GatewayEvent } from './events';
import { ChannelRecord, GuildRecord, UserRecord } from './records';

/** Everybody and every place there is, with the bot's view of them. */
export class Directory {
  readonly users = new Map<string, UserRecord>();
  readonly guilds = new Map<string, GuildRecord>();
  readonly channels = new Map<string, ChannelRecord>();
  /** By the other person's id. */
  readonly directChannels = new Map<string, ChannelRecord>();
  readonly bot: UserRecord;
  readonly applicationOwner: UserRecord;
  /** Also the id of the bot user, as for every application made since 2016. */
  readonly applicationId: string;
  /** The privileged intents that are switched on in the developer portal. */
  privilegedIntents = 0;
  private readonly listeners: ((event: GatewayEvent) => void)[] = [];

  constructor(
    readonly ids: SnowflakeSource,
    readonly now: () => number,
  ) {
    this.applicationId = ids.next();
    this.bot = {
      id: this.applicationId,
      username: 'pwr-bot',
      globalName: null,
      bot: true,
      acceptsDms: false,
    };
    this.users.set(this.bot.id, this.bot);
    this.applicationOwner = {
      id: ids.next(),
      username: 'developer',
      globalName: null,
      bot: false,
      acceptsDms: true,
    };
    this.users.set(this.applicationOwner.id, this.applicationOwner);
  }

  /** Says of the application which privileged intents it has, as far as fewer than 100 guilds go. */
  get applicationFlags(): number {
    const flags: readonly (readonly [GatewayIntentBits, ApplicationFlags])[] = [
      [GatewayIntentBits.GuildPresences, ApplicationFlags.GatewayPresenceLimited],
      [GatewayIntentBits.GuildMembers, ApplicationFlags.GatewayGuildMembersLimited],
      [GatewayIntentBits.MessageContent, ApplicationFlags.GatewayMessageContentLimited],
    ];
    return flags.reduce(
      (all, [intent, flag]) => ((this.privilegedIntents & intent) === 0 ? all : all | flag),
      0,
    );
  }

  onEvent(listener: (event: GatewayEvent) => void): void {
    this.listeners.push(listener);
  }

  emit(event: GatewayEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  user(id: string): UserRecord {
    const user = this.users.get(id);
    if (user === undefined) throw refusals.unknownUser();
    return user;
  }

  /** A guild that the bot is a member of. */
  guild(id: string): GuildRecord {
    const guild = this.guilds.get(id);
    if (guild?.botJoined !== true) throw refusals.unknownGuild();
    return guild;
  }

  channel(id: string): ChannelRecord {
    const channel = this.channels.get(id);
    if (channel === undefined) throw refusals.unknownChannel();
    return channel;
  }

  /** The guild of a channel, also when the bot has left it; undefined in a direct message. */
  guildOf(channel: ChannelRecord): GuildRecord | undefined {
    return channel.guildId === null ? undefined : this.guilds.get(channel.guildId);
  }

  openDirectChannel(userId: string): ChannelRecord {
    const open = this.directChannels.get(userId);
    if (open !== undefined) return open;
    const channel: ChannelRecord = {
      id: this.ids.next(),
      type: ChannelType.DM,
      guildId: null,
      recipientId: userId,
      name: '',
      nsfw: false,
      parentId: null,
      position: 0,
      permissionOverwrites: new Map(),
    };
    this.channels.set(channel.id, channel);
    this.directChannels.set(userId, channel);
    return channel;
  }
}

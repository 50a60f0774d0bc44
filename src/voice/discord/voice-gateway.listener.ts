import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Client, Events, GatewayDispatchEvents, Status } from 'discord.js';

import { AppConfig } from '../../config';
import { DatabaseHealth, untilWritten } from '../../database';
import { IgnoredRoles } from '../statistics/ignored-roles.service';
import { GatewayShards, VoiceRecordingService, type VoiceTracker } from '../tracking';
import { isPayload, listOf, readGuild, readId, readVoiceChannel, readVoiceState } from './read-voice-payload';

type Handler = (data: Readonly<Record<string, unknown>>, at: number, shardId: number) => void;

/** discord.js knows when a shard has its guilds, and when it lost its connection. */
@Injectable()
export class DiscordShards extends GatewayShards {
  constructor(private readonly client: Client) {
    super();
  }

  listReady(): readonly number[] {
    return [...this.client.ws.shards.values()]
      .filter(({ status }) => status === Status.Ready)
      .map(({ id }) => id);
  }
}

/**
 * Hands what the gateway says of voice to the tracker: as it came, in the order it came, before discord.js makes
 * objects of it, and from the first READY on, which discord.js's own events are not.
 */
@Injectable()
export class VoiceGatewayListener implements OnModuleInit {
  private readonly logger = new Logger('Voice');
  private readonly tracker: VoiceTracker;
  private readonly handlers = new Map<string, Handler>([
    [GatewayDispatchEvents.Ready, this.onReady.bind(this)],
    [GatewayDispatchEvents.GuildCreate, this.onGuildCreate.bind(this)],
    [GatewayDispatchEvents.GuildUpdate, this.onGuildUpdate.bind(this)],
    [GatewayDispatchEvents.GuildDelete, this.onGuildDelete.bind(this)],
    [GatewayDispatchEvents.GuildRoleDelete, this.onRoleDelete.bind(this)],
    [GatewayDispatchEvents.ChannelCreate, this.onChannel.bind(this)],
    [GatewayDispatchEvents.ChannelUpdate, this.onChannel.bind(this)],
    [GatewayDispatchEvents.ChannelDelete, this.onChannelDelete.bind(this)],
    [GatewayDispatchEvents.VoiceStateUpdate, this.onVoiceState.bind(this)],
  ]);

  constructor(
    private readonly client: Client,
    private readonly config: AppConfig,
    private readonly ignoredRoles: IgnoredRoles,
    private readonly recording: VoiceRecordingService,
    private readonly health: DatabaseHealth,
  ) {
    this.tracker = recording.tracker;
  }

  onModuleInit(): void {
    if (!this.config.voiceTrackingEnabled) return;
    this.client.on(Events.Raw, (packet: unknown, shardId: number) => {
      this.receive(packet, shardId);
    });
  }

  receive(packet: unknown, shardId: number): void {
    if (!isPayload(packet) || !isPayload(packet['d']) || typeof packet['t'] !== 'string') return;
    const handler = this.handlers.get(packet['t']);
    if (!handler) return;
    const at = this.recording.instant();
    handler(packet['d'], at, shardId);
    this.tracker.beat([shardId], at);
  }

  private onReady(...[data, at, shardId]: Parameters<Handler>): void {
    const [id = shardId, count = 1] = listOf(data['shard']).filter((part) => typeof part === 'number');
    const guildIds = listOf(data['guilds']).flatMap((guild) =>
      isPayload(guild) ? (readId(guild['id']) ?? []) : [],
    );
    this.tracker.shardReady({ id, count }, new Set(guildIds), at);
  }

  private onGuildCreate(...[data, at]: Parameters<Handler>): void {
    const snapshot = data['unavailable'] === true ? null : readGuild(data);
    if (!snapshot) return;
    this.tracker.snapshot(snapshot, at);
    const roleIds = listOf(data['roles']).flatMap((role) =>
      isPayload(role) ? (readId(role['id']) ?? []) : [],
    );
    this.inBackground(() => this.ignoredRoles.listed(snapshot.guildId, roleIds));
  }

  private onGuildUpdate(...[data, at]: Parameters<Handler>): void {
    const guildId = readId(data['id']);
    if (!guildId || data['afk_channel_id'] === undefined) return;
    this.tracker.setAfkChannel(guildId, readId(data['afk_channel_id']), at);
  }

  private onGuildDelete(...[data, at]: Parameters<Handler>): void {
    const guildId = readId(data['id']);
    if (!guildId) return;
    if (data['unavailable'] === true) this.tracker.guildUnavailable(guildId, at);
    else this.tracker.guildRemoved(guildId, at);
  }

  private onRoleDelete(...[data]: Parameters<Handler>): void {
    const [guildId, roleId] = [readId(data['guild_id']), readId(data['role_id'])];
    if (guildId && roleId) this.inBackground(() => this.ignoredRoles.deleted(guildId, roleId));
  }

  private onChannel(...[data]: Parameters<Handler>): void {
    const guildId = readId(data['guild_id']);
    const channel = readVoiceChannel(data);
    if (guildId && channel) this.tracker.channelKnown(guildId, channel);
  }

  private onChannelDelete(...[data, at]: Parameters<Handler>): void {
    const [guildId, channelId] = [readId(data['guild_id']), readId(data['id'])];
    if (guildId && channelId) this.tracker.channelDeleted(guildId, channelId, at);
  }

  private onVoiceState(...[data, at]: Parameters<Handler>): void {
    const guildId = readId(data['guild_id']);
    const update = guildId && readVoiceState(data, guildId);
    if (update) this.tracker.update(update, at);
  }

  private inBackground(work: () => Promise<void>): void {
    untilWritten(this.health, work).catch((error: unknown) => {
      this.logger.error('Ignored roles were not updated', error instanceof Error ? error.stack : error);
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { Client } from 'discord.js';
import { Context, type ContextOf, On, Once } from 'necord';

import { toSnowflake } from '../../common';
import { DatabaseHealth, untilWritten } from '../../database';
import { isAgeRestricted } from '../../discord';
import { GuildPresenceService } from '../health/guild-presence.service';
import { PauseService } from '../health/pause.service';

/** Notices what happens to servers. An outage of one is another event (`guildUnavailable`) and changes nothing. */
@Injectable()
export class GuildChangesListener {
  constructor(
    private readonly presence: GuildPresenceService,
    private readonly pauses: PauseService,
    private readonly health: DatabaseHealth,
  ) {}

  @Once('clientReady')
  async onReady(@Context() [client]: [Client<true>]): Promise<void> {
    await this.surely(() =>
      this.presence.reconcile(new Set(client.guilds.cache.map(({ id }) => toSnowflake(id)))),
    );
  }

  @On('guildDelete')
  async onGuildDelete(@Context() [guild]: ContextOf<'guildDelete'>): Promise<void> {
    await this.surely(() => this.presence.botRemoved(toSnowflake(guild.id)));
  }

  @On('guildCreate')
  async onGuildCreate(@Context() [guild]: ContextOf<'guildCreate'>): Promise<void> {
    await this.surely(() => this.presence.botAdded(toSnowflake(guild.id)));
  }

  @On('channelDelete')
  async onChannelDelete(@Context() [channel]: ContextOf<'channelDelete'>): Promise<void> {
    if (channel.isDMBased()) return;
    await this.surely(() =>
      this.presence.channelDeleted(toSnowflake(channel.guildId), toSnowflake(channel.id)),
    );
  }

  @On('threadDelete')
  async onThreadDelete(@Context() [thread]: ContextOf<'threadDelete'>): Promise<void> {
    await this.surely(() =>
      this.presence.channelDeleted(toSnowflake(thread.guildId), toSnowflake(thread.id)),
    );
  }

  /** A channel may have become age-restricted; threads are what their parent is. */
  @On('channelUpdate')
  async onChannelUpdate(@Context() [before, after]: ContextOf<'channelUpdate'>): Promise<void> {
    if (after.isDMBased() || isAgeRestricted(before) || !isAgeRestricted(after)) return;
    await this.surely(() => this.pauses.retryHeld({ type: 'guild', targetId: toSnowflake(after.guildId) }));
  }

  @On('roleDelete')
  async onRoleDelete(@Context() [role]: ContextOf<'roleDelete'>): Promise<void> {
    await this.surely(() => this.presence.roleDeleted(toSnowflake(role.id)));
  }

  /** Discord says it once. */
  private surely(work: () => Promise<void>): Promise<void> {
    return untilWritten(this.health, work);
  }
}

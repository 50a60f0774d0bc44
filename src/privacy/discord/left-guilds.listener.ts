import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Client } from 'discord.js';
import { Context, type ContextOf, On, Once } from 'necord';

import { type Snowflake, toSnowflake } from '../../common';
import { LeftGuilds } from '../left-guilds.service';

/** Notices where the bot is no longer. An outage of a server is another event (`guildUnavailable`) and changes nothing. */
@Injectable()
export class LeftGuildsListener {
  constructor(
    private readonly client: Client,
    private readonly guilds: LeftGuilds,
  ) {}

  /** READY lists every server, those that are unavailable too. */
  @Once('clientReady')
  async onReady(): Promise<void> {
    await this.guilds.reconcile(this.present());
    await this.guilds.purgeDue(this.present());
  }

  @On('guildDelete')
  async onGuildDelete(@Context() [guild]: ContextOf<'guildDelete'>): Promise<void> {
    await this.guilds.left(toSnowflake(guild.id));
  }

  @On('guildCreate')
  async onGuildCreate(@Context() [guild]: ContextOf<'guildCreate'>): Promise<void> {
    await this.guilds.returned(toSnowflake(guild.id));
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'left-guilds', waitForCompletion: true })
  async purge(): Promise<void> {
    // Before READY nobody knows which servers there are.
    if (this.client.isReady()) await this.guilds.purgeDue(this.present());
  }

  private present(): ReadonlySet<Snowflake> {
    return new Set(this.client.guilds.cache.map(({ id }) => toSnowflake(id)));
  }
}

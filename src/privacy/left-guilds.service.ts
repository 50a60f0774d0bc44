import { Injectable, Logger } from '@nestjs/common';

import { Clock, type Snowflake } from '../common';
import { AppConfig } from '../config';
import { UnitOfWork } from '../database';
import { Deletions } from './deletions.service';
import { LeftGuildRepository } from './persistence';
import { PersonalDataHolders } from './personal-data';

/**
 * Guilds that the bot is no longer in: what is stored of them is kept for some days, in case it comes back, and then
 * deleted. An outage of Discord is no leaving; whoever calls tells them apart.
 */
@Injectable()
export class LeftGuilds {
  private readonly logger = new Logger('Privacy');

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly guilds: LeftGuildRepository,
    private readonly holders: PersonalDataHolders,
    private readonly deletions: Deletions,
  ) {}

  /** The first time counts. */
  async left(guildId: Snowflake): Promise<void> {
    await this.unitOfWork.run(async () => {
      if (await this.guilds.findById(guildId)) return;
      await this.guilds.insert({ guildId, leftAt: this.clock.now() });
    });
  }

  async returned(guildId: Snowflake): Promise<void> {
    if (!(await this.guilds.findById(guildId))) return;
    await this.unitOfWork.run(async () => {
      await this.guilds.delete(guildId);
      await this.deletions.cancelGuild(guildId);
    });
  }

  /**
   * What happened while nobody looked.
   * @param present every guild that the bot is in, unavailable ones too.
   */
  async reconcile(present: ReadonlySet<Snowflake>): Promise<void> {
    for (const { guildId } of await this.guilds.listAll())
      if (present.has(guildId)) await this.returned(guildId);
    const stored = new Set<Snowflake>();
    for (const holder of this.holders.all)
      for (const guildId of await holder.listGuilds()) stored.add(guildId);
    for (const guildId of stored) if (!present.has(guildId)) await this.left(guildId);
  }

  /**
   * Begins to delete what is left of guilds whose days are over.
   * @param present as above: nothing is ever deleted of these, whatever is stored.
   */
  async purgeDue(present: ReadonlySet<Snowflake>): Promise<void> {
    const { keepLeftGuildsMs } = this.config;
    if (keepLeftGuildsMs === null) return;
    const before = this.clock.now().getTime() - keepLeftGuildsMs;
    for (const { guildId, leftAt } of await this.guilds.listAll()) {
      if (leftAt.getTime() > before) continue;
      if (present.has(guildId)) {
        await this.returned(guildId);
        continue;
      }
      this.logger.log(`I left guild ${guildId} on ${leftAt.toISOString()}; its data is deleted now`);
      void (await this.deletions.requestGuild(guildId)).finished;
    }
  }
}

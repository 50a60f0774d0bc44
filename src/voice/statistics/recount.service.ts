import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

import type { Snowflake } from '../../common';
import { UnitOfWork } from '../../database';
import { SettingsService } from '../../settings';
import { CountingInputsRepository } from '../persistence/counting-inputs.repository';
import { GenerationRepository } from '../persistence/generation.repository';
import { RecordedStayRepository } from '../persistence/recorded-stay.repository';
import { uncountedStates } from '../policy';
import { CountedTotals } from './counted-totals';
import type { CountingInputs } from './counting-inputs';
import { GenerationBuilder } from './generation-builder';

/** A slice takes some milliseconds, and at least as long again others have the event loop and the database. */
const SLICE_SESSIONS = 40;
const SLICE_ROWS = 1_000;
const REST_MS = 10;

/**
 * Sees to it that each guild's history is counted by its present settings. A count by other settings is built beside
 * the current one, which keeps answering, by the settings it was made with, until the new one is complete.
 */
@Injectable()
export class RecountService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('VoiceRecount');
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: SettingsService,
    private readonly inputs: CountingInputsRepository,
    private readonly generations: GenerationRepository,
    private readonly stays: RecordedStayRepository,
    private readonly totals: CountedTotals,
    private readonly builder: GenerationBuilder,
  ) {}

  onApplicationBootstrap(): void {
    this.inBackground(() => this.checkAll());
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** Looks at every guild that has sessions: anything may have changed while nobody looked. */
  async checkAll(): Promise<void> {
    for (const guildId of await this.stays.listGuilds()) {
      if (this.stopped) return;
      await this.begin(guildId);
      await nextTurn();
    }
    this.run();
  }

  /** Begins a count when the guild has none by its present settings, and goes on with it in the background. */
  async check(guildId: Snowflake): Promise<void> {
    await this.begin(guildId);
    this.run();
  }

  /** Looks at the guilds where Discord changed what a policy means, and at those that had their first session. */
  async checkChanged(): Promise<void> {
    for (const guildId of this.totals.takeChanged()) {
      if (this.stopped) return;
      // A count that was begun is finished first, or one of a guild where roles come and go would never be.
      if (await this.isRecounting(guildId)) this.totals.inputsChanged([guildId]);
      else await this.check(guildId);
      await nextTurn();
    }
  }

  /** Has every guild looked at soon, in case that a change went by unnoticed. */
  async checkAllSoon(): Promise<void> {
    this.totals.inputsChanged(await this.stays.listGuilds());
  }

  /** Whether what is answered follows other settings than the present ones. */
  async isRecounting(guildId: Snowflake): Promise<boolean> {
    return (await this.generations.findInState(guildId, 'building')) !== null;
  }

  /** Resolves when nothing is left to count or to delete. */
  async settle(): Promise<void> {
    this.run();
    await this.running;
  }

  private begin(guildId: Snowflake): Promise<void> {
    return this.unitOfWork.run(async () => {
      const wanted = JSON.stringify(await this.resolve(guildId));
      const current = await this.generations.findInState(guildId, 'current');
      const building = await this.generations.findInState(guildId, 'building');
      if (current?.inputs === wanted) await this.generations.retire(guildId, 'building');
      else if (building?.inputs !== wanted) await this.generations.begin(guildId, 'building', wanted);
    });
  }

  private async resolve(guildId: Snowflake): Promise<CountingInputs> {
    const voice = await this.settings.getVoice(guildId);
    const channels = await this.inputs.listChannelsOf(guildId, voice.ignoredCategoryIds);
    const members = await this.inputs.listMembersWith(guildId, voice.ignoredRoleIds);
    return {
      timeZone: voice.timeZone,
      dayStartHour: voice.dayStartHour,
      uncountedStates: uncountedStates(voice),
      minimumStayMs: voice.minimumStayMs,
      ignoredChannelIds: [...new Set([...voice.ignoredChannelIds, ...channels])].sort(),
      ignoredUserIds: [...new Set([...voice.ignoredUserIds, ...members])].sort(),
    };
  }

  private run(): void {
    this.running ??= this.work()
      .catch((error: unknown) => {
        this.logger.error('Counting voice time anew failed', error instanceof Error ? error.stack : error);
      })
      .finally(() => {
        this.running = null;
      });
  }

  private async work(): Promise<void> {
    while (!this.stopped) {
      const startedAt = performance.now();
      const [building] = await this.generations.listInState('building');
      const [retired] = building ? [] : await this.generations.listInState('retired');
      if (building) await this.builder.buildSlice(building.id, SLICE_SESSIONS);
      else if (retired) await this.builder.purgeSlice(retired.id, SLICE_ROWS);
      else return;
      await sleep(Math.max(REST_MS, performance.now() - startedAt));
    }
  }

  private inBackground(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      this.logger.error('Voice time could not be checked', error instanceof Error ? error.stack : error);
    });
  }
}

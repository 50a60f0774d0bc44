import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { UnitOfWork } from '../../database';
import { type Drift, DriftRepository } from '../persistence/drift.repository';
import { GenerationRepository } from '../persistence/generation.repository';
import { GenerationBuilder } from './generation-builder';

const SLICE_SESSIONS = 500;
const SLICE_ROWS = 5_000;

export interface DriftReport {
  readonly guildId: Snowflake;
  readonly drift: Drift;
  readonly isRight: boolean;
  readonly repaired: boolean;
}

/**
 * Counts each guild's history again, beside the current count and by the same settings, and compares the two row by
 * row. A bot that runs meanwhile keeps both in step with what it records.
 */
@Injectable()
export class DriftCheck {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly generations: GenerationRepository,
    private readonly builder: GenerationBuilder,
    private readonly drifts: DriftRepository,
  ) {}

  /** @param repair put the new count in the place of one that is wrong. */
  async *run({ repair }: { readonly repair: boolean }): AsyncGenerator<DriftReport> {
    for (const { guildId } of await this.generations.listInState('current')) {
      yield await this.check(guildId, repair);
    }
  }

  private async check(guildId: Snowflake, repair: boolean): Promise<DriftReport> {
    const begun = await this.unitOfWork.run(async () => {
      const current = await this.generations.findInState(guildId, 'current');
      return current && (await this.generations.begin(guildId, 'checking', current.inputs));
    });
    if (begun) while (await this.builder.buildSlice(begun.id, SLICE_SESSIONS));
    const report = await this.unitOfWork.run(() => this.conclude(guildId, repair));
    for (const { id } of await this.generations.listInState('retired')) {
      while (await this.builder.purgeSlice(id, SLICE_ROWS));
    }
    return report;
  }

  /** In one unit, so that nothing is recorded between the comparison and what follows from it. */
  private async conclude(guildId: Snowflake, repair: boolean): Promise<DriftReport> {
    const current = await this.generations.findInState(guildId, 'current');
    const fresh = await this.generations.findInState(guildId, 'checking');
    // The settings may have changed meanwhile; then the new count by them is as fresh as this one.
    const comparable = current !== null && fresh !== null && current.inputs === fresh.inputs;
    const drift = comparable ? await this.drifts.compare(current.id, fresh.id) : {};
    const isRight = Object.values(drift).every((rows) => rows === 0);
    if (!isRight && repair && fresh) {
      await this.generations.retire(guildId, 'current');
      await this.generations.update(fresh.id, { state: 'current' });
    } else {
      await this.generations.retire(guildId, 'checking');
    }
    return { guildId, drift, isRight, repaired: !isRight && repair };
  }
}

import { setTimeout as sleep } from 'node:timers/promises';

import type { Snowflake } from '../../common';
import type { UnitOfWork } from '../../database';
import type { GenerationRepository } from '../persistence/generation.repository';
import type { GenerationBuilder } from './generation-builder';

/** A running bot that wants to write waits for a slice to end, and has its turn in the rest. */
const SLICE_SESSIONS = 250;
const SLICE_ROWS = 2_000;
const REST_MS = 5;

/** Replaces a count that is wrong by another one by the same settings. A bot that runs meanwhile keeps both in step. */
export class CountRepair {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly generations: GenerationRepository,
    private readonly builder: GenerationBuilder,
  ) {}

  async replace(guildId: Snowflake): Promise<void> {
    const fresh = await this.unitOfWork.run(async () => {
      const current = await this.generations.findInState(guildId, 'current');
      return current && (await this.generations.begin(guildId, 'checking', current.inputs));
    });
    if (!fresh) return;
    await inSlices(() => this.builder.buildSlice(fresh.id, SLICE_SESSIONS));
    await this.unitOfWork.run(async () => {
      const current = await this.generations.findInState(guildId, 'current');
      // The settings may have changed meanwhile; then the count by the new ones is as fresh as this one.
      if (current?.inputs !== fresh.inputs) return this.generations.retire(guildId, 'checking');
      await this.generations.retire(guildId, 'current');
      await this.generations.update(fresh.id, { state: 'current' });
    });
    for (const { id } of await this.generations.listInState('retired')) {
      await inSlices(() => this.builder.purgeSlice(id, SLICE_ROWS));
    }
  }
}

async function inSlices(slice: () => Promise<boolean>): Promise<void> {
  while (await slice()) await sleep(REST_MS);
}

import { Injectable } from '@nestjs/common';

import { UnitOfWork } from '../../database';
import { GenerationRepository } from '../persistence/generation.repository';
import { RecordedStayRepository } from '../persistence/recorded-stay.repository';
import { RollupRepository } from '../persistence/rollup.repository';
import { countingOf } from './counting-inputs';
import { RollupRows } from './rollup-rows';

/** Counts a guild's history, or deletes a count, a slice at a time; each slice is a unit of work of its own. */
@Injectable()
export class GenerationBuilder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly generations: GenerationRepository,
    private readonly stays: RecordedStayRepository,
    private readonly rollups: RollupRepository,
  ) {}

  /** @returns whether there is more to count. */
  buildSlice(generationId: number, sessions: number): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const generation = await this.generations.findById(generationId);
      if (generation?.state !== 'building' && generation?.state !== 'checking') return false;
      const cursor = { channelId: generation.cursorChannelId, joinedAt: generation.cursorJoinedAt };
      const stays = await this.stays.listAfter(generation.guildId, cursor, sessions);
      const counting = countingOf(generation.inputs);
      const rows = new RollupRows();
      // What is still going on is added when it ends, because the cursor has passed it by then.
      for (const stay of stays) if (!stay.isActive) rows.add(generation.id, counting, stay);
      await this.rollups.apply(rows, 1);
      const last = stays.at(-1);
      if (stays.length < sessions || !last) {
        await this.generations.complete(generation);
        return false;
      }
      await this.generations.moveCursor(generation.id, last);
      return true;
    });
  }

  /** @returns whether there is more to delete. */
  purgeSlice(generationId: number, rows: number): Promise<boolean> {
    return this.unitOfWork.run(() => this.generations.purge(generationId, rows));
  }
}

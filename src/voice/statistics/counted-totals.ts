import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { GenerationRepository } from '../persistence/generation.repository';
import { type RecordedStay, RecordedStayRepository } from '../persistence/recorded-stay.repository';
import { RollupRepository } from '../persistence/rollup.repository';
import type { VoiceGenerationEntity } from '../persistence/voice-generation.entity';
import { countingOf } from './counting-inputs';
import { RollupRows } from './rollup-rows';
import { VoiceTotals } from './voice-totals';

/** Keeps every count of the guilds concerned in step: the current one, and one that is being built as far as it got. */
@Injectable()
export class CountedTotals extends VoiceTotals {
  private readonly changed = new Set<Snowflake>();

  constructor(
    private readonly generations: GenerationRepository,
    private readonly stays: RecordedStayRepository,
    private readonly rollups: RollupRepository,
  ) {
    super();
  }

  add(sessionIds: readonly number[]): Promise<void> {
    return this.apply(sessionIds, 1);
  }

  subtract(sessionIds: readonly number[]): Promise<void> {
    return this.apply(sessionIds, -1);
  }

  inputsChanged(guildIds: Iterable<Snowflake>): void {
    for (const guildId of guildIds) this.changed.add(guildId);
  }

  /** Guilds whose inputs changed, or that had a session but no count, since this was asked last. */
  takeChanged(): Snowflake[] {
    const guildIds = [...this.changed];
    this.changed.clear();
    return guildIds;
  }

  private async apply(sessionIds: readonly number[], sign: 1 | -1): Promise<void> {
    if (sessionIds.length === 0) return;
    const stays = await this.stays.listByIds(sessionIds);
    const guildIds = [...new Set(stays.map(({ guildId }) => guildId))];
    const generations = await this.generations.listMaintained(guildIds);
    const rows = new RollupRows();
    for (const generation of generations) {
      const counting = countingOf(generation.inputs);
      for (const stay of stays) {
        if (stay.guildId === generation.guildId && includes(generation, stay)) {
          rows.add(generation.id, counting, stay);
        }
      }
    }
    await this.rollups.apply(rows, sign);
    for (const guildId of guildIds) {
      if (!generations.some((generation) => generation.guildId === guildId)) this.changed.add(guildId);
    }
  }
}

/** Whether the count has come past the session, so that it will not come across it any more. */
function includes(generation: VoiceGenerationEntity, { channelId, joinedAt }: RecordedStay): boolean {
  const { state, cursorChannelId, cursorJoinedAt } = generation;
  if (state === 'current') return true;
  // SQLite orders the ids as text too.
  return channelId < cursorChannelId || (channelId === cursorChannelId && joinedAt <= cursorJoinedAt);
}

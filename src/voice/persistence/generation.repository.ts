import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { TableRepository, UnitOfWork } from '../../database';
import type { StayCursor } from './recorded-stay.repository';
import { type GenerationState, VoiceGenerationEntity } from './voice-generation.entity';

/** Behind every session: channel ids are digits. */
const END: StayCursor = { channelId: '~', joinedAt: 0 };

@Injectable()
export class GenerationRepository extends TableRepository<VoiceGenerationEntity, number> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, VoiceGenerationEntity);
  }

  /** All but the retired ones of these guilds. */
  listMaintained(guildIds: readonly Snowflake[]): Promise<VoiceGenerationEntity[]> {
    return this.reader
      .createQueryBuilder(VoiceGenerationEntity, 'generation')
      .where('generation.guildId IN (SELECT value FROM json_each(:guildIds))', {
        guildIds: JSON.stringify(guildIds),
      })
      .andWhere(`generation.state <> 'retired'`)
      .getMany();
  }

  findInState(guildId: Snowflake, state: GenerationState): Promise<VoiceGenerationEntity | null> {
    return this.reader.findOneBy(VoiceGenerationEntity, { guildId, state });
  }

  listInState(state: GenerationState): Promise<VoiceGenerationEntity[]> {
    return this.reader.find(VoiceGenerationEntity, { where: { state }, order: { id: 'ASC' } });
  }

  listRetired(guildId: Snowflake): Promise<VoiceGenerationEntity[]> {
    return this.reader.find(VoiceGenerationEntity, {
      where: { guildId, state: 'retired' },
      order: { id: 'ASC' },
    });
  }

  /** Begins a count; one that was begun before in the same state is given up. */
  async begin(
    guildId: Snowflake,
    state: 'building' | 'checking',
    inputs: string,
  ): Promise<VoiceGenerationEntity> {
    await this.retire(guildId, state);
    return this.insert({ guildId, state, inputs, cursorChannelId: '', cursorJoinedAt: 0 });
  }

  async moveCursor(id: number, { channelId, joinedAt }: StayCursor): Promise<void> {
    await this.update(id, { cursorChannelId: channelId, cursorJoinedAt: joinedAt });
  }

  /** A count that is complete: one that was being built takes the place of the current one. */
  async complete({ id, guildId, state }: VoiceGenerationEntity): Promise<void> {
    await this.moveCursor(id, END);
    if (state !== 'building') return;
    await this.retire(guildId, 'current');
    await this.update(id, { state: 'current' });
  }

  async retire(guildId: Snowflake, state: GenerationState): Promise<void> {
    await this.writer.update(VoiceGenerationEntity, { guildId, state }, { state: 'retired' });
  }

  /**
   * Deletes a part of a retired generation: what refers to a key before the key, so that no row outlives its key.
   * @returns false when nothing is left of it.
   */
  async purge(id: number, limit: number): Promise<boolean> {
    if (await this.purgePlace(id, limit)) return true;
    if (await this.purgePeriod(id, limit)) return true;
    const participants = await this.writer.query<unknown[]>(
      `DELETE FROM voice_participants WHERE id IN
         (SELECT id FROM voice_participants WHERE generation_id = ? LIMIT ?) RETURNING 1`,
      [id, limit],
    );
    if (participants.length > 0) return true;
    await this.delete(id);
    return false;
  }

  private async purgePlace(id: number, limit: number): Promise<boolean> {
    const place = await this.firstKey('voice_places', id);
    if (place === null) return false;
    const deleted = await this.writer.query<unknown[]>(
      `DELETE FROM voice_spans WHERE place_id = ? AND (started_at, session_id) IN
         (SELECT started_at, session_id FROM voice_spans WHERE place_id = ? LIMIT ?) RETURNING 1`,
      [place, place, limit],
    );
    if (deleted.length < limit) await this.writer.query('DELETE FROM voice_places WHERE id = ?', [place]);
    return true;
  }

  private async purgePeriod(id: number, limit: number): Promise<boolean> {
    const period = await this.firstKey('voice_periods', id);
    if (period === null) return false;
    const deleted = await this.writer.query<unknown[]>(
      `DELETE FROM voice_member_totals WHERE period_id = ? AND participant_id IN
         (SELECT participant_id FROM voice_member_totals WHERE period_id = ? LIMIT ?) RETURNING 1`,
      [period, period, limit],
    );
    if (deleted.length === limit) return true;
    await this.writer.query('DELETE FROM voice_place_totals WHERE period_id = ?', [period]);
    await this.writer.query('DELETE FROM voice_hour_totals WHERE period_id = ?', [period]);
    await this.writer.query('DELETE FROM voice_periods WHERE id = ?', [period]);
    return true;
  }

  private async firstKey(
    table: 'voice_places' | 'voice_periods',
    generationId: number,
  ): Promise<number | null> {
    const sql = `SELECT id FROM ${table} WHERE generation_id = ? LIMIT 1`;
    const [row] = await this.writer.query<{ id: number }[]>(sql, [generationId]);
    return row?.id ?? null;
  }
}

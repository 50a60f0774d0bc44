import { toSnowflake } from '../../../src/common';
import { GenerationRepository } from '../../../src/voice/persistence/generation.repository';
import { RecordedStayRepository } from '../../../src/voice/persistence/recorded-stay.repository';
import { RollupRepository } from '../../../src/voice/persistence/rollup.repository';
import { Answers } from '../../../src/voice/reading/answers';
import { CountedTotals } from '../../../src/voice/statistics/counted-totals';
import type { CountingInputs } from '../../../src/voice/statistics/counting-inputs';
import { GenerationBuilder } from '../../../src/voice/statistics/generation-builder';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import type { ModelRules, ModelStay } from './voice-oracle';

export const GUILD = toSnowflake('1180000000000000003');
const TABLES = [
  'sessions',
  'segments',
  'generations',
  'participants',
  'places',
  'periods',
  'spans',
  'member_totals',
  'place_totals',
  'hour_totals',
];

/** A database with the parts that count, and a model of what is in it. */
export class VoiceWorld {
  readonly stays = new Map<number, ModelStay & { readonly isActive: boolean }>();

  private constructor(
    readonly database: TestDatabase,
    readonly generations: GenerationRepository,
    readonly totals: CountedTotals,
    readonly builder: GenerationBuilder,
  ) {}

  static async open(): Promise<VoiceWorld> {
    const database = await openTestDatabase();
    const { unitOfWork } = database;
    const generations = new GenerationRepository(unitOfWork);
    const stays = new RecordedStayRepository(unitOfWork);
    const rollups = new RollupRepository(unitOfWork);
    const totals = new CountedTotals(generations, stays, rollups);
    return new VoiceWorld(
      database,
      generations,
      totals,
      new GenerationBuilder(unitOfWork, generations, stays, rollups),
    );
  }

  async clear(): Promise<void> {
    this.stays.clear();
    for (const table of TABLES) await this.database.dataSource.query(`DELETE FROM voice_${table}`);
  }

  /** Writes a stay as the recorder does, and closes or opens it in the sums within the same unit. */
  put(id: number, stay: ModelStay, { isActive = false, counted = true } = {}): Promise<void> {
    return this.database.unitOfWork.run(async () => {
      const before = this.stays.get(id);
      if (before && !before.isActive) await this.totals.subtract([id]);
      await this.run('DELETE FROM voice_segments WHERE session_id = ?', id);
      await this.run(
        `INSERT INTO voice_sessions (id, user_id, guild_id, channel_id, join_time, leave_time, is_active)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET leave_time = excluded.leave_time, is_active = excluded.is_active`,
        ...[id, stay.userId, GUILD, stay.channelId, stay.joined, stay.left, Number(isActive)],
      );
      for (const [index, { start, end, state }] of stay.segments.entries()) {
        const isOpen = isActive && index === stay.segments.length - 1;
        await this.run(
          'INSERT INTO voice_segments VALUES (?, ?, ?, ?)',
          id,
          start,
          isOpen ? null : end,
          state,
        );
      }
      if (!isActive && counted) await this.totals.add([id]);
      this.stays.set(id, { ...stay, isActive });
    });
  }

  begin(rules: ModelRules): Promise<number> {
    return this.database.unitOfWork.run(async () => {
      return (await this.generations.begin(GUILD, 'building', JSON.stringify(inputsOf(rules)))).id;
    });
  }

  async build(generationId: number, sessions: number): Promise<void> {
    while (await this.builder.buildSlice(generationId, sessions));
  }

  /** A new one each time, because boards are kept for a while. */
  answers(): Answers {
    return new Answers(this.database.path);
  }

  private async run(sql: string, ...parameters: unknown[]): Promise<void> {
    await this.database.unitOfWork.writer.query(sql, parameters);
  }
}

export function inputsOf(rules: ModelRules): CountingInputs {
  return {
    timeZone: rules.timeZone,
    dayStartHour: rules.dayStartHour,
    uncountedStates:
      (rules.afk ? 0 : 32) | (rules.alone ? 0 : 16) | (rules.deafened ? 0 : 12) | (rules.muted ? 0 : 3),
    minimumStayMs: rules.minimumStayMs,
    ignoredChannelIds: rules.ignoredChannelIds,
    ignoredUserIds: rules.ignoredUserIds,
  };
}

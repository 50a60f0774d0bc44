import type { Snowflake } from '../../common';
import type { UnitOfWork } from '../../database';
import type { Drift, DriftRepository } from '../persistence/drift.repository';
import { GenerationRepository } from '../persistence/generation.repository';
import type { GenerationBuilder } from './generation-builder';

const SLICE_SESSIONS = 2_000;

export interface DriftReport {
  readonly guildId: Snowflake;
  readonly drift: Drift;
  readonly isRight: boolean;
}

/** Counts each guild's history again, apart from the database and by the same settings, and compares row by row. */
export class DriftCheck {
  private readonly counts: GenerationRepository;

  constructor(
    private readonly recorded: GenerationRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly builder: GenerationBuilder,
    private readonly drifts: DriftRepository,
  ) {
    this.counts = new GenerationRepository(unitOfWork);
  }

  async run(): Promise<DriftReport[]> {
    const recorded = await this.recorded.listInState('current');
    const fresh = new Map<number, number>();
    // All before the first comparison: what reads the count's file once holds it until the check has ended.
    for (const { id, guildId, inputs } of recorded) fresh.set(id, await this.count(guildId, inputs));
    const reports: DriftReport[] = [];
    for (const { id, guildId } of recorded) {
      const drift = await this.drifts.compare(id, fresh.get(id) ?? 0);
      reports.push({ guildId, drift, isRight: Object.values(drift).every((rows) => rows === 0) });
    }
    return reports;
  }

  /** @returns the id of the generation. */
  private async count(guildId: Snowflake, inputs: string): Promise<number> {
    const { id } = await this.unitOfWork.run(() => this.counts.begin(guildId, 'checking', inputs));
    while (await this.builder.buildSlice(id, SLICE_SESSIONS));
    return id;
  }
}

import type { UnitOfWork } from '../../database';
import { DriftRepository } from '../persistence/drift.repository';
import { GenerationRepository } from '../persistence/generation.repository';
import { RecordedStayRepository } from '../persistence/recorded-stay.repository';
import { RollupRepository } from '../persistence/rollup.repository';
import { DriftCheck, type DriftReport } from './drift-check';
import { GenerationBuilder } from './generation-builder';

/** The check by itself, for the command line: the application with its gateway is not needed. */
export function voiceDriftCheck(
  unitOfWork: UnitOfWork,
  options: { readonly repair: boolean },
): AsyncGenerator<DriftReport> {
  const generations = new GenerationRepository(unitOfWork);
  const stays = new RecordedStayRepository(unitOfWork);
  const builder = new GenerationBuilder(unitOfWork, generations, stays, new RollupRepository(unitOfWork));
  return new DriftCheck(unitOfWork, generations, builder, new DriftRepository(unitOfWork)).run(options);
}

import type { UnitOfWork } from '../../database';
import { DriftRepository } from '../persistence/drift.repository';
import { GenerationRepository } from '../persistence/generation.repository';
import { RecordedStayRepository } from '../persistence/recorded-stay.repository';
import { RollupRepository } from '../persistence/rollup.repository';
import { SeparateCount } from '../persistence/separate-count';
import { CountRepair } from './count-repair';
import { DriftCheck, type DriftReport } from './drift-check';
import { GenerationBuilder } from './generation-builder';

interface Checked {
  readonly databasePath: string;
  /** Put a new count in the place of one that is wrong; written with `unitOfWork`. */
  readonly repair: boolean;
  readonly unitOfWork: UnitOfWork;
}

/** The check by itself, for the command line: the application with its gateway is not needed, but may run meanwhile. */
export async function* voiceDriftCheck({
  databasePath,
  repair,
  unitOfWork,
}: Checked): AsyncGenerator<DriftReport & { readonly repaired: boolean }> {
  // SQLite keeps all that is written while somebody reads an older instant, so repairs come after the check.
  for (const report of await check(databasePath)) {
    const repaired = repair && !report.isRight;
    if (repaired) await repairOf(unitOfWork).replace(report.guildId);
    yield { ...report, repaired };
  }
}

async function check(databasePath: string): Promise<DriftReport[]> {
  const separate = await SeparateCount.open(databasePath);
  try {
    const { record, count } = separate;
    const recorded = new GenerationRepository(record);
    const builder = builderOf(count, new RecordedStayRepository(record));
    return await new DriftCheck(recorded, count, builder, new DriftRepository(record)).run();
  } finally {
    await separate.close();
  }
}

function repairOf(unitOfWork: UnitOfWork): CountRepair {
  const builder = builderOf(unitOfWork, new RecordedStayRepository(unitOfWork));
  return new CountRepair(unitOfWork, new GenerationRepository(unitOfWork), builder);
}

function builderOf(count: UnitOfWork, stays: RecordedStayRepository): GenerationBuilder {
  return new GenerationBuilder(count, new GenerationRepository(count), stays, new RollupRepository(count));
}

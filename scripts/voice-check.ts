import 'reflect-metadata';
import type { Database } from 'better-sqlite3';

import { entities } from '../ormconfig';
import { databasePath, processEnvironment } from '../src/config';
import { dataSourceOptions, openDatabase, UnitOfWork } from '../src/database';
import { voiceDriftCheck } from '../src/voice';

/** Says where the sums of voice time differ from the recorded segments, and with `--repair` makes them right. */
async function main(): Promise<void> {
  const repair = process.argv.includes('--repair');
  const path = databasePath(processEnvironment());
  const dataSource = await openDatabase({
    ...dataSourceOptions(path),
    entities,
    prepareDatabase: forManySlices,
  });
  try {
    const unitOfWork = new UnitOfWork(dataSource);
    const reports = voiceDriftCheck({ databasePath: path, repair, unitOfWork });
    for await (const { guildId, drift, isRight, repaired } of reports) {
      if (isRight) {
        console.log(`${guildId}: right`);
        continue;
      }
      const rows = Object.entries(drift).filter(([, n]) => n > 0);
      const differences = rows.map(([table, n]) => `${n} of ${table}`).join(', ');
      console.log(`${guildId}: rows that differ: ${differences}${repaired ? '; repaired' : ''}`);
      if (!repaired) process.exitCode = 1;
    }
  } finally {
    await dataSource.destroy();
  }
}

/** What a power cut takes away of a count that is not complete yet is counted again. */
function forManySlices(database: Database): void {
  database.pragma('synchronous = NORMAL');
}

void main();

export { unlessTroubled, untilWritten } from './again-later';
export { backUp } from './maintenance/backup-file';
export { Backups } from './maintenance/backups';
export { checkDatabase } from './maintenance/check-file';
export { vacuum } from './maintenance/vacuum-file';
export type { DatabaseFacts } from './maintenance/database-facts';
export { type MadeBackup, MaintenanceService } from './maintenance/maintenance.service';
export { restore } from './maintenance/restore-file';
export { type RowCounts, rowsInWords } from './sqlite-file';
export { BotMetaEntity } from './bot-meta.entity';
export { BotMetaRepository } from './bot-meta.repository';
export { booleanInteger, commaSeparated, instant, json } from './column-transformers';
export { ClockWatch } from './clock-watch';
export { Checkpointer } from './checkpointer';
export { dataSourceOptions } from './data-source-options';
export {
  DatabaseTroubleError,
  DatabaseUnusableError,
  MigrationFailedError,
  NoUnitOfWorkError,
  UnitOfWorkCondemnedError,
} from './database.errors';
export { DatabaseHealth } from './database-health';
export { DatabaseExport } from './export/database-export';
export type { ExportedFile, ExportProgress, ExportQuery } from './export/export-messages';
export { DatabaseModule } from './database.module';
export { openDatabase } from './open-database';
export { SqliteDataSource } from './sqlite-data-source';
export { type NewRow, TableRepository } from './table.repository';
export { UnitOfWork } from './unit-of-work';

export { BotMetaEntity } from './bot-meta.entity';
export { BotMetaRepository } from './bot-meta.repository';
export { booleanInteger, commaSeparated, instant, json } from './column-transformers';
export { Checkpointer } from './checkpointer';
export { dataSourceOptions } from './data-source-options';
export {
  DatabaseUnusableError,
  MigrationFailedError,
  NoUnitOfWorkError,
  UnitOfWorkCondemnedError,
} from './database.errors';
export { DatabaseModule } from './database.module';
export { openDatabase } from './open-database';
export { SqliteDataSource } from './sqlite-data-source';
export { type NewRow, TableRepository } from './table.repository';
export { UnitOfWork } from './unit-of-work';

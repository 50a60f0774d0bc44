import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';

import { AppConfig } from '../config';
import { BotMetaEntity } from './bot-meta.entity';
import { BotMetaRepository } from './bot-meta.repository';
import { Checkpointer } from './checkpointer';
import { ClockWatch } from './clock-watch';
import { DatabaseHealth } from './database-health';
import { DatabaseWatch } from './database-watch';
import { dataSourceOptions } from './data-source-options';
import { DatabaseExport } from './export/database-export';
import { MaintenanceScheduler } from './maintenance/maintenance.scheduler';
import { MaintenanceService } from './maintenance/maintenance.service';
import { DatabaseMonitoring } from './database-monitoring';
import { openDatabase } from './open-database';
import { UnitOfWork } from './unit-of-work';

/** The open, migrated database. Features name their entities with `TypeOrmModule.forFeature`. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [AppConfig],
      useFactory: ({ databasePath }: AppConfig) => ({
        ...dataSourceOptions(databasePath),
        autoLoadEntities: true,
        // A file that cannot be opened or migrated now cannot be in three seconds either.
        toRetry: () => false,
      }),
      dataSourceFactory: openWith,
    }),
    TypeOrmModule.forFeature([BotMetaEntity]),
  ],
  providers: [
    DatabaseHealth,
    UnitOfWork,
    BotMetaRepository,
    Checkpointer,
    ClockWatch,
    DatabaseWatch,
    DatabaseExport,
    MaintenanceService,
    MaintenanceScheduler,
    DatabaseMonitoring,
  ],
  exports: [ClockWatch, DatabaseHealth, UnitOfWork, BotMetaRepository, DatabaseExport, MaintenanceService],
})
export class DatabaseModule {}

function openWith(options?: DataSourceOptions): ReturnType<typeof openDatabase> {
  if (!options) throw new TypeError('TypeOrmModule gave no data source options');
  return openDatabase(options, { alone: true });
}

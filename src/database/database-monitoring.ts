import { statSync } from 'node:fs';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { HealthChecks, Metrics, reading } from '../monitoring';
import { DatabaseHealth } from './database-health';

/** What machines are told of the database; none of it reads from it. */
@Injectable()
export class DatabaseMonitoring implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly health: DatabaseHealth,
    private readonly checks: HealthChecks,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const path = String(this.dataSource.options.database);
    this.checks.register({ name: 'database', problem: () => this.health.problem });
    this.metrics.gauge({
      name: 'pwrbot_database_writable',
      help: 'Whether the database can be written: 1 or 0',
      read: () => reading(this.health.problem === null ? 1 : 0),
    });
    this.metrics.gauge({
      name: 'pwrbot_database_bytes',
      help: 'Size of the database file and of its write-ahead log',
      labels: ['file'],
      read: () => [
        { labels: { file: 'database' }, value: sizeOf(path) },
        { labels: { file: 'wal' }, value: sizeOf(`${path}-wal`) },
      ],
    });
    this.metrics.total({
      name: 'pwrbot_database_busy_seconds_total',
      help: 'How long units of work have had the database for',
      read: () => reading(this.health.busyMs / 1000),
    });
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

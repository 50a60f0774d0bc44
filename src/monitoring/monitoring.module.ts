import { Global, Module } from '@nestjs/common';

import { HealthChecks } from './health-checks';
import { Metrics } from './metrics';
import { MonitoringServer } from './monitoring-server';

/** How the bot is, for machines: what features register, served over HTTP. */
@Global()
@Module({
  providers: [HealthChecks, Metrics, MonitoringServer],
  exports: [HealthChecks, Metrics],
})
export class MonitoringModule {}

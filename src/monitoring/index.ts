export { type HealthCheck, HealthChecks } from './health-checks';
export { type Counter, type Histogram, Metrics, reading, type Reading } from './metrics';
export { MonitoringModule } from './monitoring.module';

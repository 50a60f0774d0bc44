export { backoffDelayMs, type BackoffPolicy } from './backoff';
export { Clock, SystemClock } from './clock';
export { DomainError, type Severity } from './domain-error';
export { duration } from './duration';
export { groupBy } from './group-by';
export { isSnowflake, type Snowflake, toSnowflake } from './snowflake';
export { startThread } from './start-thread';
export { count, truncate } from './text';
export { HOMEPAGE, VERSION } from './version';

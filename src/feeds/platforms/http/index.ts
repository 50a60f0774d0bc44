export type { JsonAnswer } from './classify-answer';
export { type BreakerPolicy, HostBreaker, type Pause } from './host-breaker';
export { HttpClient } from './http-client';
export { JsonHost } from './json-host';
export type { Pace } from './token-bucket';

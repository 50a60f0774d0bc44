export type { JsonAnswer } from './classify-answer';
export { type BreakerPolicy, HostBreaker } from './host-breaker';
export { HttpClient, type ObservedRequest } from './http-client';
export { JsonHost } from './json-host';
export type { Pace } from './token-bucket';

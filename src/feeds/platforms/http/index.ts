export type { JsonAnswer } from './classify-answer';
export { HttpClient } from './http-client';
export { JsonHost } from './json-host';
export type { Pace } from './token-bucket';

export { adoptOutput } from './adopt-output';
export { openLog } from './open-log';
export { type StructuredLogger } from './structured.logger';

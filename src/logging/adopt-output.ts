import type { LoggerService } from '@nestjs/common';
import { format } from 'node:util';

/**
 * Makes lines of the log of what libraries and Node print by themselves. What is no error is a detail: cron remarks on
 * each tick that comes some milliseconds late, about which nobody can do anything.
 */
export function adoptOutput(logger: Required<Pick<LoggerService, 'error' | 'warn' | 'debug'>>): void {
  const asDetail = (...values: unknown[]): void => {
    logger.debug(format(...values), 'Console');
  };
  Object.assign(console, { log: asDetail, info: asDetail, debug: asDetail, warn: asDetail });
  console.error = (...values: unknown[]): void => {
    logger.error(format(...values), 'Console');
  };
  process.removeAllListeners('warning').on('warning', ({ name, message }) => {
    logger.warn(`${name}: ${message}`, 'Node');
  });
}

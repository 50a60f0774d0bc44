import { ConsoleLogger } from '@nestjs/common';

/** Nest names every module it wires, at the same level as what a host wants to read. */
const WIRING = new Set(['InstanceLoader', 'NestFactory']);

/** They print what ended the start with its stack; the caller gets the same error and explains it in one line. */
const ECHOES = new Set(['ExceptionHandler', 'TypeOrmModule']);

export class QuietConsoleLogger extends ConsoleLogger {
  override error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && ECHOES.has(context)) this.verbose(message, ...rest);
    else super.error(message, ...rest);
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && WIRING.has(context)) this.verbose(message, ...rest);
    else super.log(message, ...rest);
  }
}

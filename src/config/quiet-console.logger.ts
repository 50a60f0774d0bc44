import { ConsoleLogger } from '@nestjs/common';

/** Nest names every module it wires, at the same level as what a host wants to read. */
const WIRING = new Set(['InstanceLoader', 'NestFactory']);

export class QuietConsoleLogger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && WIRING.has(context)) this.verbose(message, ...rest);
    else super.log(message, ...rest);
  }
}

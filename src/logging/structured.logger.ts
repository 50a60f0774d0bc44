import type { LoggerService, LogLevel } from '@nestjs/common';
import type { Logger as Pino } from 'pino';

import type { Redactor } from './redactor';
import { oneLine, safeLines } from './safe-text';

/** Nest names every module it wires, at the same level as what a host wants to read. */
const WIRING = new Set(['InstanceLoader', 'NestFactory']);

/** They print what ended the start with its stack; the caller gets the same error and explains it in one line. */
const ECHOES = new Set(['ExceptionHandler', 'TypeOrmModule']);

const LONGEST_MESSAGE = 8_000;
const LONGEST_STACK = 16_000;

export const PINO_LEVELS = {
  fatal: 'fatal',
  error: 'error',
  warn: 'warn',
  log: 'info',
  debug: 'debug',
  verbose: 'trace',
} as const satisfies Record<LogLevel, string>;

/**
 * Nest's logger on pino: one object a line, without secrets, and with nothing in it that could pass for another line.
 * As Nest has it, the last parameter is the context, and of an error the one before it the stack.
 */
export class StructuredLogger implements LoggerService {
  constructor(
    private readonly pino: Pino,
    private readonly redactor: Redactor,
  ) {}

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write(ECHOES.has(contextOf(rest) ?? '') ? 'verbose' : 'error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(WIRING.has(contextOf(rest) ?? '') ? 'verbose' : 'log', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('verbose', message, rest);
  }

  private write(level: LogLevel, message: unknown, rest: readonly unknown[]): void {
    const pinoLevel = PINO_LEVELS[level];
    if (!this.pino.isLevelEnabled(pinoLevel)) return;
    const context = contextOf(rest);
    const others = (context === undefined ? rest : rest.slice(0, -1)).filter((each) => each !== undefined);
    const stacks = [message, ...others].flatMap(stackOf);
    const details = others.filter((each) => stackOf(each).length === 0);
    this.pino[pinoLevel](
      {
        ...(context === undefined ? {} : { context: this.line(context) }),
        ...(stacks.length === 0 ? {} : { stack: this.stack(stacks.join('\n')) }),
        ...(details.length === 0 ? {} : { details: details.map((each) => this.plain(each)) }),
      },
      this.line(this.message(message)),
    );
  }

  private message(message: unknown): string {
    if (typeof message === 'string') return message;
    if (message instanceof Error) return message.message;
    return message === undefined ? 'undefined' : JSON.stringify(this.plain(message));
  }

  private line(text: string): string {
    return shorten(oneLine(this.redactor.text(text)), LONGEST_MESSAGE);
  }

  private stack(text: string): string {
    return shorten(safeLines(this.redactor.text(text)), LONGEST_STACK);
  }

  /** A copy in which every text is safe, or the beginning of it where it is large. */
  private plain(value: unknown): unknown {
    const copy = this.redactor.value(value, (text) => this.line(text));
    const text = JSON.stringify(copy);
    return typeof text === 'string' && text.length > LONGEST_MESSAGE ? shorten(text, LONGEST_MESSAGE) : copy;
  }
}

function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max).toWellFormed()}…`;
}

function contextOf(rest: readonly unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' && !isStack(last) ? last : undefined;
}

function isStack(text: string): boolean {
  return /\n\s+at /.test(text);
}

function stackOf(value: unknown): string[] {
  if (value instanceof Error) return [value.stack ?? String(value)];
  return typeof value === 'string' && isStack(value) ? [value] : [];
}

import { type DestinationStream, destination } from 'pino';

import type { LogFormat } from '../config';

/** The line of the log as it is stored. */
interface Line {
  readonly context?: string;
  readonly msg?: string;
  readonly stack?: string;
  readonly details?: readonly unknown[];
}

export interface ConsoleOptions {
  readonly format: LogFormat;
  readonly colors: boolean;
  /** Where lines go; the standard output unless told otherwise. */
  readonly to?: DestinationStream;
}

/** Synchronous, so that the last line before an exit is seen. */
export async function consoleStream({
  format,
  colors,
  to = standardOutput(),
}: ConsoleOptions): Promise<DestinationStream> {
  if (format === 'json') return to;
  // 55 ms, which services that read JSON need not pay.
  const { prettyFactory } = await import('pino-pretty');
  const pretty = prettyFactory({
    colorize: colors,
    translateTime: 'SYS:yyyy-mm-dd HH:MM:ss.l',
    ignore: 'context,stack,details',
    messageFormat: (line) => describe(line),
  });
  return {
    write: (line) => {
      to.write(pretty(line));
    },
  };
}

/** A console that is gone, such as a closed pipe, ends nothing. */
function standardOutput(): DestinationStream {
  const output = destination({ dest: 1, sync: true });
  output.on('error', () => undefined);
  return output;
}

/** What takes several lines is indented: none of them looks like the beginning of another. */
function describe({ context, msg = '', stack, details = [] }: Line): string {
  const more = [
    ...details.map((detail) => JSON.stringify(detail)),
    ...(stack === undefined ? [] : stack.split('\n').map((line) => line.trimStart())),
  ];
  return [`${context === undefined ? '' : `[${context}] `}${msg}`, ...more].join('\n    ');
}

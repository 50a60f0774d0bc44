import { type DestinationStream, pino, stdTimeFunctions } from 'pino';

import type { AppConfig } from '../config';
import { consoleStream } from './console-stream';
import { openLogFiles } from './log-files';
import { Redactor } from './redactor';
import { PINO_LEVELS, StructuredLogger } from './structured.logger';

type LogConfig = Pick<AppConfig, 'discordToken' | 'logLevel' | 'logFormat' | 'logsPath' | 'logsKept'>;

/**
 * The log as the configuration wants it: on the console, and in files where it names a folder. A folder that cannot be
 * written is told in one line, and so is a disk that becomes full; the console goes on.
 */
export async function openLog(config: LogConfig, to?: DestinationStream): Promise<StructuredLogger> {
  const isTerminal = process.stdout.isTTY;
  const streams = [
    await consoleStream({
      format: config.logFormat ?? (isTerminal ? 'pretty' : 'json'),
      colors: isTerminal && process.stdout.hasColors(),
      ...(to ? { to } : {}),
    }),
  ];
  const lines = pino(
    {
      base: null,
      level: PINO_LEVELS[config.logLevel],
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    {
      write: (line: string) => {
        for (const stream of streams) stream.write(line);
      },
    },
  );
  const logger = new StructuredLogger(lines, new Redactor([config.discordToken]));
  if (config.logsPath !== null) await addFiles(config.logsPath, config.logsKept, streams, logger);
  return logger;
}

async function addFiles(
  folder: string,
  kept: number,
  streams: DestinationStream[],
  logger: StructuredLogger,
): Promise<void> {
  let isBroken = false;
  const say = ({ code, message }: NodeJS.ErrnoException): void => {
    if (isBroken) return;
    isBroken = true;
    logger.warn(
      `Log files cannot be written to ${folder} (${code ?? message}); the log goes to the console only. Make the folder writable or name another in LOGS_PATH`,
      'Log',
    );
  };
  try {
    const files = await openLogFiles({ folder, kept });
    files.on('error', say).on('write', () => {
      isBroken = false;
    });
    streams.push(files);
  } catch (error) {
    say(error as NodeJS.ErrnoException);
  }
}

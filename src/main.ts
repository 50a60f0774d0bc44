import 'reflect-metadata';

import { type INestApplicationContext, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { AppModule } from './app.module';
import { DomainError, VERSION } from './common';
import {
  AppConfig,
  ConfigurationError,
  keepFilesPrivate,
  processEnvironment,
  readableByOthers,
} from './config';
import { GatewayConnection } from './discord';
import { adoptOutput, openLog, type StructuredLogger } from './logging';

const SHUTDOWN_DEADLINE_MS = 9_000;

/** Null until the configuration has said where it goes. */
let log: StructuredLogger | null = null;

async function main(): Promise<void> {
  keepFilesPrivate();
  const config = new AppConfig(processEnvironment());
  const logger = (log = await openLog(config));
  Logger.overrideLogger(logger);
  adoptOutput(logger);
  logger.log(`pwr-bot ${VERSION} starts`, 'Main');
  for (const path of readableByOthers(['.env', config.databasePath])) {
    logger.warn(`Others on this machine may read ${path}; end that with: chmod 600 ${path}`, 'Main');
  }
  surviveStrayErrors();
  const app = await NestFactory.createApplicationContext(AppModule.forRoot(config), {
    logger,
    abortOnError: false,
  });
  const gateway = app.get(GatewayConnection);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logger.log(`${signal}: stopping`, 'Main');
      gateway.stop();
      void stop(app, 0);
    });
  }
  try {
    await gateway.connect();
    await gateway.refused;
  } catch (error) {
    fail(error);
    await stop(app, 1);
  }
}

/** A rejected promise or a throwing event handler of a library costs one log line, not everybody's bot. */
function surviveStrayErrors(): void {
  const logger = new Logger('Main');
  process.on('unhandledRejection', (reason) => {
    logger.error('A promise was rejected and nobody cared', reason instanceof Error ? reason.stack : reason);
  });
  process.on('uncaughtException', (error) => {
    logger.error('An error was caught by nobody', error.stack);
  });
}

async function stop(app: INestApplicationContext, exitCode: number): Promise<void> {
  // What was not finished by then is safe in the database; a hanging library must not keep the process.
  setTimeout(() => process.exit(exitCode), SHUTDOWN_DEADLINE_MS).unref();
  await app.close();
  process.exit(exitCode);
}

function fail(error: unknown): void {
  process.exitCode = 1;
  if (log === null) console.error(error instanceof ConfigurationError ? error.message : error);
  else if (error instanceof DomainError) log.fatal(error.message, 'Main');
  else log.fatal(error, 'Main');
}

main().catch(fail);

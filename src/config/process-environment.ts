import { existsSync } from 'node:fs';

/** The process's environment, completed by `.env` in the working directory; what is set already wins. */
export function processEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

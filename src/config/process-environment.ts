import { existsSync } from 'node:fs';

/**
 * The process's environment, completed by `.env` in the working directory; what is set already wins. The token is not in
 * `process.env` afterwards: diagnostic reports print that, and child processes inherit it.
 */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const variables = { ...process.env };
  delete process.env.DISCORD_TOKEN;
  return variables;
}

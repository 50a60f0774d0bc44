import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { DomainError, SystemClock } from './common';
import { dataPath, databasePath, keepFilesPrivate, processEnvironment } from './config';
import { Backups, backUp, checkDatabase, restore, rowsInWords, vacuum } from './database';

const USAGE = `Usage: npm run db:backup [-- <file>]      a verified copy, also while the bot is running
       npm run db:restore -- <file>       puts a backup in the place of the database; stop the bot before;
                                          \`newest\` is the newest in the folder of backups
       npm run db:check                   looks for damage, also while the bot is running
       npm run db:vacuum                  makes the file as small as it can be; stop the bot before`;

/** The database's commands, for whoever hosts the bot. */
async function main([command, file]: readonly string[]): Promise<void> {
  keepFilesPrivate();
  const path = databasePath(processEnvironment());
  if (command === 'backup') await makeBackup(path, file);
  else if (command === 'restore' && file !== undefined) await putBack(await chosenBackup(file), path);
  else if (command === 'check') check(path);
  else if (command === 'vacuum') shrink(path);
  else {
    console.error(USAGE);
    process.exitCode = 2;
  }
}

async function makeBackup(path: string, file: string | undefined): Promise<void> {
  requireFile(path);
  const backup = file === undefined ? await backupsOfBot().pathFor(new SystemClock().now()) : resolve(file);
  if (existsSync(backup))
    throw new DomainError('file-exists', `${backup} is there already; name another file.`);
  const rows = await backUp(path, backup);
  console.log(`Backed up ${rowsInWords(rows)} to ${backup}`);
}

async function chosenBackup(file: string): Promise<string> {
  if (file !== 'newest') return resolve(file);
  const backups = backupsOfBot();
  const [newest] = await backups.list(new SystemClock().now());
  if (!newest) throw new DomainError('no-backup', `There is no backup in ${backups.folder}; name a file.`);
  return newest.path;
}

async function putBack(backup: string, path: string): Promise<void> {
  const { rows, before } = await restore(backup, path);
  console.log(`Restored ${rowsInWords(rows)} to ${path}`);
  if (before !== null) console.log(`What was there before is now ${before}`);
}

function check(path: string): void {
  requireFile(path);
  const problems = checkDatabase(path);
  if (problems.length === 0) {
    console.log(`${path} is sound`);
    return;
  }
  for (const problem of problems) console.error(problem);
  console.error(
    `${path} is damaged: stop the bot and put the newest backup back with \`npm run db:restore -- newest\``,
  );
  process.exitCode = 1;
}

function shrink(path: string): void {
  requireFile(path);
  const { before, after } = vacuum(path);
  console.log(`${path}: ${megabytes(before)} before, ${megabytes(after)} now`);
}

function backupsOfBot(): Backups {
  return new Backups(join(dataPath(processEnvironment()), 'backups'));
}

function requireFile(path: string): void {
  if (!existsSync(path))
    throw new DomainError('no-database', `There is no database ${path}; set DATABASE_PATH.`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

main(parseArgs({ allowPositionals: true }).positionals).catch((error: unknown) => {
  console.error(error instanceof DomainError ? error.message : error);
  process.exitCode = 1;
});

import { dataSourceOptions, openDatabase } from '../../../src/database';

/** Has the database alone until it is killed. */
async function main(): Promise<void> {
  await openDatabase(dataSourceOptions(process.argv[2] ?? ''), { alone: true });
  process.send?.('ready');
  setInterval(() => undefined, 60_000);
}

void main();

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Loaded into the bot's process before the bot: says on request what is left in memory after a collection. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('SIGUSR2', () => {
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  console.log(`MEMORY ${JSON.stringify({ heapUsed, rss })}`);
});

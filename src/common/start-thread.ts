import { Worker } from 'node:worker_threads';

/** @param entry the thread's file without its extension. From the sources, as in tests, it needs our compiler. */
export function startThread(entry: string, workerData: unknown): Worker {
  const fromSources = __filename.endsWith('.ts');
  return new Worker(`${entry}.${fromSources ? 'ts' : 'js'}`, {
    workerData,
    ...(fromSources ? { execArgv: ['-r', '@swc-node/register'] } : {}),
  });
}

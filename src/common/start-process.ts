import { type ChildProcess, fork } from 'node:child_process';

/**
 * A Node process that answers messages. It gets nothing of our environment, which has secrets in it.
 * @param entry its file without the extension. From the sources, as in tests, it needs our compiler.
 */
export function startProcess(entry: string, args: readonly string[]): ChildProcess {
  const fromSources = __filename.endsWith('.ts');
  return fork(`${entry}.${fromSources ? 'ts' : 'js'}`, args, {
    env: {},
    execArgv: fromSources ? ['-r', '@swc-node/register'] : [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

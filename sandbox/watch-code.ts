import { spawn } from 'node:child_process';
import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import type { PageServer, SandboxSession } from './page';

const ROOT = join(__dirname, '..');
/** A compiler writes many files; what follows waits for the last. */
const SETTLED_AFTER_MS = 700;

/** Rebuilds the bot and the page as their code changes, starts the one again and reloads the other. @returns an end. */
export function watchCode(session: SandboxSession, page: PageServer): () => void {
  const run = (tool: string, ...given: string[]) =>
    spawn(process.execPath, [join(ROOT, 'node_modules', tool), ...given], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const builders = [
    run('typescript/bin/tsc', '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'),
    run('vite/bin/vite.js', 'build', 'sandbox/page/web', '--watch', '--logLevel', 'error'),
  ];
  const watchers = [
    whenSettled(join(ROOT, 'dist/src'), () => {
      console.log('The code has changed: the bot starts again');
      void restart(session);
    }),
    whenSettled(join(ROOT, 'sandbox/page/web/dist'), () => {
      page.reload();
    }),
  ];
  return () => {
    for (const watcher of watchers) watcher.close();
    for (const builder of builders) builder.kill();
  };
}

async function restart(session: SandboxSession): Promise<void> {
  if (session.isPreparing) return;
  if (session.isRunning) await session.bot?.stop();
  session.startBot();
}

function whenSettled(folder: string, act: () => void): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  return watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(act, SETTLED_AFTER_MS);
  });
}

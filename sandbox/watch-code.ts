import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { PageServer, SandboxSession } from './page';

const ROOT = join(__dirname, '..');

/** Rebuilds the bot and the page as their code changes, starts the one again and reloads the other. @returns an end. */
export function watchCode(session: SandboxSession, page: PageServer): () => void {
  const bot = build(['typescript/bin/tsc', '-p', 'tsconfig.build.json', '--watch'], /Found 0 errors/, () => {
    console.log('The code has changed: the bot starts again');
    void restart(session);
  });
  const web = build(['vite/bin/vite.js', 'build', 'sandbox/page/web', '--watch'], /built in/, () => {
    page.reload();
  });
  return () => {
    bot.kill();
    web.kill();
  };
}

async function restart(session: SandboxSession): Promise<void> {
  if (session.isRunning) await session.bot?.stop();
  session.startBot();
}

/** @param onRebuilt called after each build but the first, which only repeats what was built before. */
function build([tool = '', ...given]: readonly string[], done: RegExp, onRebuilt: () => void): ChildProcess {
  const path = join(ROOT, 'node_modules', tool);
  const child = spawn(process.execPath, [path, ...given], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let builds = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (/error TS\d+/.test(text)) console.log(text);
    if (!done.test(text)) return;
    builds += 1;
    if (builds > 1) onRebuilt();
  });
  return child;
}

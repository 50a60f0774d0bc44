import { parseArgs } from 'node:util';
import { PageServer, SandboxSession } from './page';
import { walkThrough } from './walk-through';
import { watchCode } from './watch-code';

const PORT = 8790;

/** `--tour` walks through the main job in the terminal; otherwise a page is served until Ctrl+C. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { tour: { type: 'boolean' }, watch: { type: 'boolean' }, port: { type: 'string' } },
  });
  if (values.tour) await walkThrough();
  else await servePage(values.port === undefined ? PORT : Number(values.port), values.watch === true);
}

async function servePage(port: number, isWatching: boolean): Promise<void> {
  const session = await SandboxSession.start();
  const page = new PageServer(session);
  const address = await page.listen(port).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return page.listen(0);
  });
  console.log(`\nThe sandbox is open:  ${address}\n\nNothing leaves this machine. Ctrl+C ends it.\n`);
  let stopWatching = (): void => undefined;
  const stop = (): void => {
    stopWatching();
    void page
      .close()
      .then(() => session.close())
      .then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const startedAt = Date.now();
  await session.prepare();
  console.log(
    `The bot is ready after ${((Date.now() - startedAt) / 1000).toFixed(0)} s (process ${session.bot?.pid ?? 0}).`,
  );
  if (isWatching) stopWatching = watchCode(session, page);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

import { setTimeout as sleep } from 'node:timers/promises';

const POLL_EVERY_MS = 5;

/** Polls in real time until a condition holds. @throws Error with `describe()` when it does not in time. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
  describe: () => string,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() >= deadline) throw new Error(`After ${timeoutMs} ms still not: ${describe()}`);
    await sleep(POLL_EVERY_MS);
  }
}

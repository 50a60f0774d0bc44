import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const CLOCK = join(__dirname, '../../sandbox/page/shifted-clock.cjs');
const HOUR = 3_600_000;

/** Says what its timers do, and how late it is when it is asked. */
const PROGRAM = `
  const { setTimeout: sleep } = require('node:timers/promises');
  const say = (what) => process.send({ said: what });
  const timeout = setTimeout(() => { say('timeout'); timeout.refresh(); }, ${HOUR});
  setInterval(() => say('interval'), ${HOUR / 2});
  clearTimeout(setTimeout(() => say('cleared'), 1000));
  sleep(${2 * HOUR}).then(() => say('sleep'));
  sleep(${HOUR}, null, { signal: AbortSignal.abort() }).catch((error) => say(error.name));
  require('node:timers').setTimeout(() => say('network'), ${HOUR}).unref();
  process.on('message', ({ ask }) => { if (ask) say(Date.now() + ' ' + new Date().getTime() + ' ' + (new Date() instanceof Date)); });
  say('ready');
`;

describe('the clock that the sandbox moves', () => {
  let child: ChildProcess;
  let done = 0;
  const said: string[] = [];

  beforeEach(async () => {
    said.length = 0;
    child = spawn(process.execPath, ['--require', CLOCK, '-e', PROGRAM], {
      env: {
        PATH: process.env.PATH,
        SANDBOX_PID: String(process.pid),
        SANDBOX_CLOCK_OFFSET_MS: String(HOUR),
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', (message: { said?: string }) => {
      if (message.said === undefined) done += 1;
      else said.push(message.said);
    });
    await heard('ready');
  });

  afterEach(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await sleep(5);
  };
  const heard = (what: string): Promise<void> => until(() => said.includes(what));
  const advance = async (ms: number): Promise<void> => {
    const before = done;
    child.send({ sandboxOrder: 1, advanceMs: ms });
    await until(() => done > before);
  };
  const ask = async (): Promise<string[]> => {
    const before = said.length;
    child.send({ ask: true });
    await until(() => said.length > before);
    return (said.at(-1) ?? '').split(' ');
  };

  it('is ahead from the start, and as much more as it is told', async () => {
    const ahead = async (): Promise<number> => Number((await ask())[0]) - Date.now();
    expect(Math.round((await ahead()) / HOUR)).toBe(1);
    await advance(5 * HOUR);
    expect(Math.round((await ahead()) / HOUR)).toBe(6);
    const [now, created, isDate] = await ask();
    expect(Math.abs(Number(created) - Number(now))).toBeLessThan(1_000);
    expect(isDate).toBe('true');
  });

  it('fires what has become due, and neither the cleared nor the timers of the network', async () => {
    await heard('AbortError');
    await advance(HOUR - 1_000);
    expect(said.filter((what) => what !== 'ready')).toEqual(['AbortError', 'interval']);
    await advance(2_000);
    expect(said).toContain('timeout');
    await advance(2 * HOUR);
    await heard('sleep');
    // Refreshed whenever it has fired, it is due once more after each hour.
    expect(said.filter((what) => what === 'timeout')).toHaveLength(3);
    expect(said).not.toContain('cleared');
    expect(said).not.toContain('network');
  });

  it('ends with the sandbox', async () => {
    // The last that it says of itself: what it says to nobody would end it in another way.
    await heard('AbortError');
    child.disconnect();
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGTERM');
  });
});

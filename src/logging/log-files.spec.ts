import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

import { openLogFiles } from './log-files';
import { openLog } from './open-log';

const LINE = `${'x'.repeat(299)}\n`;

describe('Log files', () => {
  let folder: string;
  const names = (): string[] => readdirSync(folder).sort();
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-logs-'));
  });

  afterEach(() => {
    jest.useRealTimers();
    rmSync(folder, { recursive: true });
  });

  async function filled(count: number, predicate: () => boolean): Promise<void> {
    for (let turns = 0; names().length !== count || !predicate(); turns++) {
      if (turns > 1_000) throw new Error(`There are ${names().join()} after all`);
      await turn();
    }
  }

  it('have what was written at once, in a folder that is made', async () => {
    const files = await openLogFiles({ folder: join(folder, 'a/b'), kept: 2 });
    files.write(LINE);
    const [name = ''] = readdirSync(join(folder, 'a/b'));
    expect(name).toMatch(/^pwr-bot\.\d{4}-\d\d-\d\d\.1\.log$/);
    expect(read(join('a/b', name))).toBe(LINE);
    files.end();
  });

  it('are followed by the next when one is large enough, and only the newest are kept', async () => {
    const files = await openLogFiles({ folder, kept: 3, size: '1k' });
    for (let line = 0; line < 26; line++) {
      files.write(LINE);
      await turn();
    }
    // Each holds four lines; the seventh has the last two.
    await filled(3, () => names().some((name) => name.endsWith('.7.log')));
    expect(names().map((name) => name.replace(/^.*\.(\d+)\.log$/, '$1'))).toEqual(['5', '6', '7']);
    expect(names().map((name) => read(name).length / LINE.length)).toEqual([4, 4, 2]);
    files.end();
  });

  it('begin anew each day', async () => {
    const before = new Date(2026, 0, 5, 23, 59, 59);
    jest.useFakeTimers({ now: before, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const files = await openLogFiles({ folder, kept: 3 });
    files.write('old\n');
    jest.advanceTimersByTime(2_000);
    files.write('new\n');
    expect(names()).toEqual(['pwr-bot.2026-01-05.1.log', 'pwr-bot.2026-01-06.1.log']);
    expect(names().map(read)).toEqual(['old\n', 'new\n']);
    files.end();
  });

  it('of earlier days go when a bot starts that never lives until midnight, and nothing else does', async () => {
    const strangers = ['notes.log', 'pwr-bot.2026-01-01.1.log.gz', 'pwr-bot.log'];
    for (const name of strangers) writeFileSync(join(folder, name), 'kept');
    for (const day of ['01', '02', '10']) writeFileSync(join(folder, `pwr-bot.2026-01-${day}.1.log`), day);
    const files = await openLogFiles({ folder, kept: 2 });
    const own = names().filter((name) => !strangers.includes(name));
    expect(own).toHaveLength(2);
    expect(own[0]).toBe('pwr-bot.2026-01-10.1.log');
    expect(names()).toEqual(expect.arrayContaining(strangers));
    files.end();
  });

  it('that cannot be written are told in one line, and the console goes on', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    let said = '';
    const logger = await openLog(
      {
        discordToken: 'none-at-all',
        logLevel: 'log',
        logFormat: 'json',
        logsPath: join(folder, 'a-file/logs'),
        logsKept: 1,
      },
      { write: (line) => (said += line) },
    );
    logger.log('It goes on', 'Main');
    const [warning, next, ...more] = said
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(warning).toMatchObject({
      level: 'warn',
      msg: expect.stringMatching(/a-file\/logs \(ENOTDIR\).*LOGS_PATH/) as string,
    });
    expect(next).toMatchObject({ msg: 'It goes on' });
    expect(more).toEqual([]);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const UNIT = readFileSync(resolve(__dirname, '../../deploy/pwr-bot.service'), 'utf8');
/** Tenths of the ten points of exposure that systemd counts; the network and V8 cost some. */
const MOST_EXPOSURE = 15;

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!hasSystemd)
  console.warn('systemd-analyze is not here: what it says of deploy/pwr-bot.service is not tested');

describe('the unit for systemd', () => {
  let folder: string;
  let path: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-unit-'));
    path = join(folder, 'pwr-bot.service');
    // systemd looks whether the program is there; where Node is differs from machine to machine.
    writeFileSync(path, UNIT.replace('/usr/bin/node', process.execPath));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const analyze = (
    ...words: readonly string[]
  ): { readonly status: number | null; readonly said: string } => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', [...words, path], { encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };

  it('lets V8 compile, stops as patiently as the bot needs, and does not repeat what a person must mend', () => {
    expect(UNIT).toContain('MemoryDenyWriteExecute=no');
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(UNIT)?.[1])).toBeGreaterThan(10);
    expect(UNIT).toMatch(/^RestartPreventExitStatus=1$/m);
  });

  (hasSystemd ? it : it.skip)('has nothing that systemd does not know', () => {
    // Of other units on this machine it may say whatever it likes.
    const { said } = analyze('verify');
    expect(said.split('\n').filter((line) => line.includes('pwr-bot.service'))).toEqual([]);
  });

  (hasSystemd ? it : it.skip)('leaves little open', () => {
    const { status, said } = analyze(
      'security',
      '--offline=true',
      `--threshold=${MOST_EXPOSURE}`,
      '--no-pager',
    );
    expect({ status, said: status === 0 ? '' : said }).toEqual({ status: 0, said: '' });
  });
});

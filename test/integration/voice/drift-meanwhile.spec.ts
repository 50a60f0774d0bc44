import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { CHANNELS, USERS } from './voice-arbitraries';
import { BERLIN_RULES, type ModelStay } from './voice-oracle';
import { VoiceWorld } from './voice-world';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-28T20:00:00Z');
const ROOT = join(__dirname, '../../..');

function stay(index: number): ModelStay {
  const joined = START + index * HOUR;
  const left = joined + HOUR / 2;
  return {
    userId: USERS[index % USERS.length] ?? '',
    channelId: CHANNELS[index % 3] ?? '',
    joined,
    left,
    segments: [{ start: joined, end: left, state: 0 }],
  };
}

describe('npm run voice:check while the bot records', () => {
  let world: VoiceWorld;
  let next = 0;

  beforeAll(async () => {
    world = await VoiceWorld.open();
    await world.build(await world.begin(BERLIN_RULES), 10);
    while (next < 400) await record();
  });
  afterAll(() => world.database.close());

  async function record(): Promise<void> {
    next += 1;
    await world.put(next, stay(next));
    // The one before was closed too soon.
    if (next % 3 === 0) await world.put(next - 1, { ...stay(next - 1) }, { isActive: true });
    if (next % 3 === 1 && next > 1) await world.put(next - 2, stay(next - 2));
  }

  /** Records until the command has ended. */
  async function check(...options: string[]): Promise<{ output: string; code: number | null }> {
    const command = ['-r', '@swc-node/register', join(ROOT, 'scripts/voice-check.ts'), ...options];
    const child = spawn(process.execPath, command, {
      cwd: ROOT,
      env: { ...process.env, DATABASE_PATH: world.database.path },
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    let code: number | null | undefined;
    child.on('close', (ended) => (code = ended));
    while (code === undefined) {
      await record();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return { output, code };
  }

  it('neither disturbs it nor is misled, finds what is wrong, and puts it right', async () => {
    const before = next;
    expect(await check()).toEqual({ output: expect.stringMatching(/: right\n$/) as string, code: 0 });
    expect(next).toBeGreaterThan(before);

    await world.database.dataSource.query(
      'UPDATE voice_member_totals SET counted_ms = counted_ms + 1 WHERE participant_id = 1 AND period_id = 1',
    );
    expect(await check()).toEqual({ output: expect.stringMatching(/2 of members/) as string, code: 1 });
    expect(await check('--repair')).toEqual({
      output: expect.stringMatching(/; repaired\n$/) as string,
      code: 0,
    });
    expect(await check()).toEqual({ output: expect.stringMatching(/: right\n$/) as string, code: 0 });
  }, 180_000);
});

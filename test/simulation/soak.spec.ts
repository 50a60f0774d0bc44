import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Backups } from '../../src/database/maintenance/backups';
import { checkDatabase } from '../../src/database/maintenance/check-file';
import { readingFile } from '../../src/database/sqlite-file';
import { Day } from './day';
import { clock, judge } from './oracle';
import { command, HEADING, inLine, Soak } from './soak';
import { growthIn, inWords, longLives, median } from './soak-samples';
import { unexpectedErrors } from './soak-log';

const SEED = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
const DAYS = Number(process.env.SOAK_DAYS ?? 30);
const BACKUPS_KEPT = 7;
const HOUR = 3_600_000;
/** The hour's run after the day, and what a restart or a night's step puts it off. */
const BACKUP_WITHIN_MS = 27 * HOUR;
/** In days shorter than a process needs to grow old there is nothing to compare. */
const JUDGED_FROM_DAYS = 10;
const MOST_WAL_BYTES = 16 * 1024 * 1024;
const MOST_FREE = 0.1;
const MOST_GROWTH = 1.1;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

describe(`${DAYS} simulated days of the built bot (SOAK_SEED=${SEED})`, () => {
  const soak = new Soak(SEED, DAYS, print);
  const startedAt = performance.now();
  let day: Day;
  let databasePath: string;

  beforeAll(async () => {
    day = await Day.open(soak);
    ({ databasePath } = day.surroundings);
    print(`SOAK_SEED=${SEED}\n${HEADING}`);
    try {
      await day.live();
      soak.voice?.end();
      await day.stop();
    } finally {
      const lines = day.log.map(({ at, text }) => `${clock(at)} | ${text}\n`).join('');
      if (process.env.SIM_LOG !== undefined) await writeFile(process.env.SIM_LOG, lines);
    }
  }, 6 * HOUR);

  afterAll(async () => {
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    print(`\n${HEADING}\n${soak.rows.map(inLine).join('\n')}`);
    print(`${day.kills.length} kills (${day.kills.join(', ')}), ${day.outages.count} outages, ${seconds} s`);
    await day.close();
  });

  it('tells every eligible subscriber every release exactly once and in order', () => {
    const verdicts = day.community.all.map((subscriber) => judge(subscriber, day.published));
    const required = verdicts.reduce((sum, verdict) => sum + verdict.required, 0);
    const messages = verdicts.reduce((sum, verdict) => sum + verdict.messages, 0);
    print(`${required} releases owed to subscribers, ${messages} messages`);
    expect(verdicts.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(required).toBeGreaterThan(20 * DAYS);
  });

  it('owes nothing in the end but to whom Discord does not let it write', () => {
    const owed = readingFile(databasePath, (file) =>
      file
        .prepare(
          `SELECT message.kind, subscriber.target_id, message.last_error FROM outbox_messages AS message
           JOIN subscribers AS subscriber ON subscriber.id = subscriber_id
           WHERE state = 'pending' AND unreachable_since IS NULL AND paused_since IS NULL`,
        )
        .all(),
    );
    expect(owed).toEqual([]);
  });

  it('leaves a database in which nothing is wrong', async () => {
    expect(checkDatabase(databasePath)).toEqual([]);
    expect(await command('dist/src/db.js', ['check'], databasePath)).toContain('is sound');
  });

  it('records voice time as it was, and its sums are those of what was recorded', async () => {
    const truth = soak.voice?.compare();
    print(`voice: ${JSON.stringify(truth)}`);
    expect(truth?.differences).toEqual([]);
    expect(truth?.recordedHours).toBeGreaterThan(0.9 * (truth?.hours ?? Infinity));
    const said = await command('scripts/voice-check.ts', [], databasePath);
    expect(said).toContain('right');
    expect(said).not.toContain('differ');
  });

  it('backs up every day, keeps as many as it is told, and each of them is sound', async () => {
    const now = new Date(day.surroundings.now());
    const backups = await new Backups(join(day.surroundings.folder, 'backups')).list(now);
    const made = day.log.filter(({ text }) => text.includes('Backed up')).map(({ at }) => at);
    const gaps = made.slice(1).map((at, n) => at - (made[n] ?? 0));
    expect(backups).toHaveLength(Math.min(BACKUPS_KEPT, made.length));
    expect(made.length).toBeGreaterThanOrEqual(DAYS);
    expect(Math.max(...gaps)).toBeLessThan(BACKUP_WITHIN_MS);
    for (const { path } of backups) expect(checkDatabase(path)).toEqual([]);
  });

  it('restores a backup into a copy that is sound', () => {
    expect(soak.drills.join('\n')).toMatch(/Restored [\d,]+ rows[^]*is sound/);
  });

  it('tidies every night, and the file grows with its rows only', () => {
    const tidied = day.log.filter(({ text }) => /Gave \d+ bytes back/.test(text));
    expect(tidied.length).toBeGreaterThanOrEqual(DAYS - 1);
    expect(Math.max(...soak.rows.map(({ walBytes }) => walBytes))).toBeLessThan(MOST_WAL_BYTES);
    const last = soak.rows.at(-1);
    expect((last?.freePages ?? Infinity) / (last?.pages ?? 1)).toBeLessThan(MOST_FREE);
    if (DAYS < JUDGED_FROM_DAYS) return;
    const third = Math.floor(soak.rows.length / 3);
    const bytesARow = soak.rows.map(({ fileBytes, rows }) => fileBytes / rows);
    expect(median(bytesARow.slice(-third))).toBeLessThan(
      MOST_GROWTH * median(bytesARow.slice(third, 2 * third)),
    );
  });

  it('holds no more memory, files and threads as it grows old', () => {
    const lives = longLives(soak.samples);
    print(`${soak.samples.length} samples, ${lives.length} lives long enough to be judged`);
    for (const life of lives) print(inWords(life));
    expect(lives.flatMap(growthIn)).toEqual([]);
    if (DAYS >= JUDGED_FROM_DAYS) expect(lives).not.toEqual([]);
  });

  it('draws what was asked for', () => {
    // Of the last day's some may be put off for ever.
    expect(soak.pictures).toBeGreaterThanOrEqual(DAYS - 1);
  });

  it('complains about nothing but what was done to it', () => {
    expect(unexpectedErrors(day.log)).toEqual([]);
  });

  it('asks nothing of Discord and of MangaDex that they would not take', () => {
    expect(day.surroundings.discord.violations).toEqual([]);
    expect(day.surroundings.platforms.mangadex.violations).toEqual([]);
  });
});

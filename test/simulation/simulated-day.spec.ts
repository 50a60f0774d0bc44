import { writeFile } from 'node:fs/promises';

import { BusyDay } from './busy-day';
import { Day } from './day';
import { MOMENTS } from './killer';
import { type Complaint, clock, judge } from './oracle';
import { SOURCES } from './published';

const SEED = Number(process.env.SIM_SEED ?? Date.now() % 1_000_000);
const HOURS = Number(process.env.SIM_HOURS ?? 24);
const KILLS = Number(process.env.SIM_KILLS ?? 3);
const MINUTE = 60_000;
const SHOWN = 12;

describe(`a simulated day of ${HOURS} hours with ${KILLS} kills (SIM_SEED=${SEED})`, () => {
  let day: Day;
  const startedAt = performance.now();

  beforeAll(async () => {
    day = await Day.open(new BusyDay(SEED, HOURS, KILLS));
    try {
      await day.live();
    } catch (error) {
      console.error(lastLines(day, Infinity));
      throw error;
    }
  });

  afterAll(async () => {
    const file = process.env.SIM_LOG;
    if (file !== undefined)
      await writeFile(file, day.log.map(({ at, text }) => `${clock(at)} | ${text}\n`).join(''));
    await day.close();
  });

  it('ends with every eligible subscriber having every release exactly once and in order', () => {
    const verdicts = day.community.all.map((subscriber) => judge(subscriber, day.published));
    report(day, verdicts, (performance.now() - startedAt) / 1_000);
    const complaints = verdicts.flatMap((verdict) => verdict.complaints);
    const shown = complaints.slice(0, SHOWN).map((complaint) => explain(day, complaint));
    if (complaints.length > 0)
      throw new Error(`SIM_SEED=${SEED}: ${complaints.length} complaints\n\n${shown.join('\n\n')}`);
    expect(verdicts.reduce((sum, { required }) => sum + required, 0)).toBeGreaterThan(HOURS);
  });

  it('is lived as planned: the bot was killed at work', () => {
    expect(day.kills.filter((moment) => MOMENTS.some((planned) => planned === moment))).toHaveLength(KILLS);
  });

  it('asks nothing of Discord and of MangaDex that they would not take', () => {
    expect(day.surroundings.discord.violations).toEqual([]);
    expect(day.surroundings.platforms.mangadex.violations).toEqual([]);
  });
});

function report(day: Day, verdicts: readonly ReturnType<typeof judge>[], seconds: number): void {
  const { platforms, webFeeds, discord } = day.surroundings;
  const requests = {
    AniList: platforms.anilist.requests.length,
    MangaDex: platforms.mangadex.requests.length,
    'web feeds': webFeeds.reduce((sum, site) => sum + site.requests.length, 0),
  };
  const rows = {
    'simulated hours': HOURS,
    'real seconds': Math.round(seconds),
    kills: day.kills.join(', '),
    outages: day.outages.count,
    uploads: day.published.all.filter(({ kind }) => kind !== 'history').length,
    'releases owed to subscribers': verdicts.reduce((sum, { required }) => sum + required, 0),
    messages: verdicts.reduce((sum, { messages }) => sum + messages, 0),
    ...Object.fromEntries(SOURCES.map((source) => [`requests to ${source}`, requests[source]])),
    'requests to Discord': discord.requests.length,
  };
  const lines = Object.entries(rows).map(([name, value]) => `  ${name.padEnd(30)}${value}`);
  process.stdout.write(`\nSIM_SEED=${SEED}\n${lines.join('\n')}\n`);
}

function explain(day: Day, { subscriber, series, what, at }: Complaint): string {
  const who = day.community.all.find(({ name }) => name === subscriber);
  const followed = day.series.find(({ title }) => title === series);
  const times = followed ? (who?.intervalsOf(followed) ?? []) : [];
  const spans = times.map(
    ({ from, to, isFresh }) =>
      `${clock(from)}–${to === Infinity ? '' : clock(to)}${isFresh ? ' (first)' : ''}`,
  );
  return `${clock(at)} ${subscriber}, ${series}: ${what}\nfollows it ${spans.join(', ')} ${JSON.stringify(who?.wishes)}\n${lastLines(day, at)}`;
}

function lastLines(day: Day, at: number): string {
  const near = at === Infinity ? day.log : day.log.filter((line) => Math.abs(line.at - at) < 10 * MINUTE);
  return near
    .slice(-25)
    .map((line) => `    ${clock(line.at)} | ${line.text}`)
    .join('\n');
}

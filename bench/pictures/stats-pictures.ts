import type { Body, Chart, StatsPicture } from '../../src/voice/discord/stats-picture';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 2024;
const DAYS_OF_YEAR = 366;

/** The same for the same run, another for another. */
function msOf(run: number, index: number): number {
  return ((run * 31 + index * 7919) % 97) * (HOUR / 16);
}

function chart(run: number, length: number, shape: Chart['shape']): Chart {
  const points = Array.from({ length }, (_, index) => ({ label: `${index} Jan`, ms: msOf(run, index) }));
  return { kind: 'chart', caption: 'By day', shape, points };
}

function picture(run: number, body: Body): StatsPicture {
  const facts = ['Average a day', 'Active days', 'Streak', 'Rank'].map((label) => ({
    label,
    value: `${run} h`,
  }));
  const subject = { id: String(run), name: `${run} 🎉漢字العربية`, imageUrl: null };
  return { subject, subtitle: `Run ${run}`, totalMs: run * DAY, facts, body, zone: 'Europe/Berlin' };
}

const channelsOf = (run: number, length: number) =>
  Array.from({ length }, (_, index) => ({ name: `${run} 語音頻道 ${index}`, ms: DAY - index * HOUR }));

const bodies: readonly (readonly [title: string, goalMs: number, body: (run: number) => Body])[] = [
  [
    "a year's grid",
    40,
    (run) => {
      const days = Array.from({ length: DAYS_OF_YEAR }, (_, index) => {
        const date = new Date(Date.UTC(YEAR, 0, 1) + index * DAY).toISOString().slice(0, 10);
        return { date, ms: msOf(run, index) };
      });
      return { kind: 'year', year: YEAR, days };
    },
  ],
  [
    'hours of the week',
    40,
    (run) => ({ kind: 'week', hours: Array.from({ length: 168 }, (_, at) => msOf(run, at)) }),
  ],
  ['a month by day', 60, (run) => chart(run, 31, 'line')],
  ['a year by day', 60, (run) => chart(run, DAYS_OF_YEAR, 'line')],
  [
    'an overview of two months',
    60,
    (run) => ({ kind: 'overview', chart: chart(run, 62, 'bars'), channels: channelsOf(run, 5) }),
  ],
  ['nine channels', 40, (run) => ({ kind: 'channels', channels: channelsOf(run, 9) })],
];

/** What is measured of `/vc stats`. */
export const statsPictures = bodies.map(([title, goalMs, body]) => ({
  ...{ title, goalMs },
  model: (run: number): StatsPicture => picture(run, body(run)),
}));

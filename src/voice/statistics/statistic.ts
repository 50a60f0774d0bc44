/** The ways of looking at voice time, as people choose them. */
export const STATISTICS = {
  overview: 'Overview',
  year: 'Year at a glance',
  days: 'By day',
  weeks: 'By week',
  months: 'By month',
  hours: 'By hour of the day',
  week: 'Hours of the week',
  channels: 'By channel',
  records: 'Streaks and records',
} as const;

export type Statistic = keyof typeof STATISTICS;

/** From a custom id or a menu; null when it is none of ours. */
export function readStatistic(text: string): Statistic | null {
  return Object.hasOwn(STATISTICS, text) ? (text as Statistic) : null;
}

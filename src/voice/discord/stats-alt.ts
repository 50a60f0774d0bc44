import { duration, truncate } from '../../common';
import { LONGEST_ALT } from '../../discord';
import { sumOf } from '../statistics/series';
import { WEEKDAYS } from './stats-dates';
import type { Body, Chart, NamedTime, StatsPicture } from './stats-picture';

/** A longer list would be read out for minutes. */
const MOST_POINTS = 31;
const MOST_OF_MANY = 10;
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });

/** The picture's figures in words, for who cannot see it. */
export function altOf({ subject, subtitle, totalMs, facts, body }: StatsPicture): string {
  const named = facts.map(({ label, value }) => `${label}: ${value}`).join(', ');
  const text = `Voice time of ${subject.name}, ${subtitle}: ${duration(totalMs)} in all. ${named}. ${wordsOf(body)}`;
  return truncate(text.trim(), LONGEST_ALT);
}

function wordsOf(body: Body): string {
  switch (body.kind) {
    case 'overview':
      return `Channels: ${timesOf(body.channels)}. ${pointsOf(body)}`;
    case 'channels':
      return `${timesOf(body.channels)}.`;
    case 'records':
      return `${body.tiles.map(({ label, value, note }) => [`${label}: ${value}`, note].filter(Boolean).join(', ')).join('; ')}.`;
    default:
      return pointsOf(body);
  }
}

/** What a chart or a grid shows, in words; empty for other pictures, whose figures are text anyway. */
export function pointsOf(body: Body): string {
  switch (body.kind) {
    case 'chart':
      return chartWords(body);
    case 'overview':
      return chartWords(body.chart);
    case 'year':
      return `By month: ${timesOf(monthsOf(body))}.`;
    case 'week':
      return `By weekday: ${timesOf(weekdaysOf(body.hours))}.`;
    default:
      return '';
  }
}

function chartWords({ caption, points }: Chart): string {
  const times = points.map(({ label, ms }) => ({ name: label, ms })).filter(({ ms }) => ms > 0);
  if (times.length <= MOST_POINTS) return `${caption}: ${timesOf(times)}.`;
  const most = [...times].sort((a, b) => b.ms - a.ms).slice(0, MOST_OF_MANY);
  return `${caption}, the most: ${timesOf(most)}.`;
}

/** Those without any time go without saying. */
function timesOf(times: readonly NamedTime[]): string {
  const some = times.filter(({ ms }) => ms > 0);
  return some.length === 0 ? 'nothing' : some.map(({ name, ms }) => `${name}: ${duration(ms)}`).join(', ');
}

function monthsOf({ year, days }: Extract<Body, { kind: 'year' }>): NamedTime[] {
  return Array.from({ length: 12 }, (_, month) => {
    const prefix = `${year}-${String(month + 1).padStart(2, '0')}-`;
    const ms = sumOf(days.filter(({ date }) => date.startsWith(prefix)));
    return { name: MONTH.format(Date.UTC(year, month, 1)), ms };
  });
}

function weekdaysOf(hours: readonly number[]): NamedTime[] {
  return WEEKDAYS.map((name, day) => {
    const ms = hours.slice(day * 24, day * 24 + 24).reduce((sum, each) => sum + each, 0);
    return { name, ms };
  });
}

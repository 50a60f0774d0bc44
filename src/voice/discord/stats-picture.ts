import { count } from '../../common';
import { byHourOfDay, byMonth, byWeek, type DatedSum, sumOf } from '../statistics/series';
import { STATISTICS } from '../statistics/statistic';
import type { VoiceFigures } from '../statistics/voice-figures';
import { zoneText } from './stats-dates';
import { CHANNELS_OF_OVERVIEW, MOST_CHANNELS, periodOf } from './stats-text';
import { factsOfGuild, factsOfMember, recordTiles } from './stats-tiles';

/** Whose figures they are, as a picture names them. */
export interface Subject {
  readonly id: string;
  readonly name: string;
  readonly imageUrl: string | null;
}

export interface Tile {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

export interface Chart {
  readonly kind: 'chart';
  /** What a point is, as in "By day". */
  readonly caption: string;
  readonly shape: 'line' | 'bars';
  readonly points: readonly { readonly label: string; readonly ms: number }[];
  /** Active members of each point, where these are known. */
  readonly members?: readonly number[];
}

export interface NamedTime {
  readonly name: string;
  readonly ms: number;
}

/** Plain data for the process that draws. */
export interface StatsPicture {
  readonly subject: Subject;
  readonly subtitle: string;
  readonly totalMs: number;
  readonly facts: readonly Tile[];
  readonly body: Body;
  readonly zone: string;
}

export type Body =
  | Chart
  | { readonly kind: 'overview'; readonly chart: Chart; readonly channels: readonly NamedTime[] }
  | { readonly kind: 'year'; readonly year: number; readonly days: readonly DatedSum[] }
  | { readonly kind: 'week'; readonly hours: readonly number[] }
  | { readonly kind: 'channels'; readonly channels: readonly NamedTime[] }
  | { readonly kind: 'records'; readonly tiles: readonly Tile[] };

/** More bars than these are too thin. */
const MOST_DAY_BARS = 62;
const MOST_WEEK_BARS = 60;
/** More days than these do not fit into a line of as many pixels. */
const MOST_DAYS = 750;

/** @param channelName what a channel may be called before who asked; never a private one's name. */
export function statsPicture(
  figures: VoiceFigures,
  subject: Subject,
  channelName: (channelId: string) => string,
): StatsPicture {
  return {
    subject,
    subtitle: `${STATISTICS[figures.asked.statistic]} · ${periodOf(figures)}`,
    totalMs: figures.totalMs,
    facts: figures.userId === null ? factsOfGuild(figures) : factsOfMember(figures),
    body: bodyOf(figures, channelName),
    zone: zoneText(figures),
  };
}

function bodyOf(figures: VoiceFigures, channelName: (channelId: string) => string): Body {
  const { asked, days, hoursOfWeek = [] } = figures;
  switch (asked.statistic) {
    case 'overview': {
      const channels = channelsOf(figures, channelName, CHANNELS_OF_OVERVIEW);
      return { kind: 'overview', chart: overviewChart(figures), channels };
    }
    case 'year':
      return { kind: 'year', year: figures.year ?? 0, days };
    case 'days':
      return dayChart(figures, 'line');
    case 'weeks':
      return datedChart('By week', 'line', byWeek(days));
    case 'months':
      return monthChart('line', figures);
    case 'hours':
      return hourChart('line', hoursOfWeek);
    case 'week':
      return { kind: 'week', hours: hoursOfWeek };
    case 'channels':
      return { kind: 'channels', channels: channelsOf(figures, channelName, MOST_CHANNELS) };
    case 'records':
      return { kind: 'records', tiles: recordTiles(figures, channelName) };
  }
}

/** Whatever fits the length of the range. */
function overviewChart(figures: VoiceFigures): Chart {
  const { days, hoursOfWeek = [] } = figures;
  if (days.length <= 2) return hourChart('bars', hoursOfWeek);
  if (days.length <= MOST_DAY_BARS) return datedChart('By day', 'bars', days);
  const weeks = byWeek(days);
  return weeks.length <= MOST_WEEK_BARS ? datedChart('By week', 'bars', weeks) : monthChart('bars', figures);
}

function dayChart(figures: VoiceFigures, shape: Chart['shape']): Chart {
  if (figures.days.length > MOST_DAYS) return datedChart('By week', shape, byWeek(figures.days));
  const chart = datedChart('By day', shape, figures.days);
  if (figures.userId !== null) return chart;
  return { ...chart, members: figures.days.map(({ activeMembers }) => activeMembers) };
}

function monthChart(shape: Chart['shape'], { days }: VoiceFigures): Chart {
  const points = byMonth(days).map(({ date, ms }) => ({ label: MONTH.format(new Date(date)), ms }));
  return { kind: 'chart', caption: 'By month', shape, points };
}

function hourChart(shape: Chart['shape'], hoursOfWeek: readonly number[]): Chart {
  const points = byHourOfDay(hoursOfWeek).map((ms, hour) => ({ label: String(hour).padStart(2, '0'), ms }));
  return { kind: 'chart', caption: 'By hour of the day', shape, points };
}

/** More days than these are named with their year. */
const YEAR_OF_DAYS = 366;
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

function datedChart(caption: string, shape: Chart['shape'], sums: readonly DatedSum[]): Chart {
  const [first, last] = [sums[0]?.date ?? '', sums.at(-1)?.date ?? ''];
  const format = (Date.parse(last) - Date.parse(first)) / 86_400_000 > YEAR_OF_DAYS ? MONTH : DAY;
  const points = sums.map(({ date, ms }) => ({ label: format.format(new Date(date)), ms }));
  return { kind: 'chart', caption, shape, points };
}

/** The rest is one entry, so that they add up to the total. */
function channelsOf(
  { channels = [] }: VoiceFigures,
  channelName: (channelId: string) => string,
  most: number,
): NamedTime[] {
  const named = channels.slice(0, most).map(({ channelId, ms }) => ({ name: channelName(channelId), ms }));
  const rest = channels.slice(most);
  return rest.length === 0
    ? named
    : [...named, { name: count(rest.length, 'other channel'), ms: sumOf(rest) }];
}

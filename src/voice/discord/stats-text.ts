import { count, duration } from '../../common';
import { timestamp } from '../../discord';
import type { GuildRecords, MemberRecords, Peak } from '../statistics/questions';
import { titleOf } from '../statistics/ranges';
import { byHourOfDay, byMonth, byWeek, mostOf, sumOf } from '../statistics/series';
import type { GuildFigures, MemberFigures, VoiceFigures } from '../statistics/voice-figures';
import { dateText, hourText, monthText, WEEKDAYS } from './stats-dates';

/** Those that are named; the others are one sum. */
export const MOST_CHANNELS = 8;
export const CHANNELS_OF_OVERVIEW = 4;

/** What the figures are of: `This month`, `2026`, `2026-01-05 to 2026-02-01`. */
export function periodOf({ year, asked }: VoiceFigures): string {
  return year === null ? titleOf(asked.range) : String(year);
}

export function averageOf(days: readonly { readonly ms: number }[]): number {
  return days.length === 0 ? 0 : sumOf(days) / days.length;
}

/** What every statistic begins with: the same words and figures in each of them. */
export function factsOf(figures: VoiceFigures): string[] {
  return figures.userId === null ? factsOfGuild(figures) : factsOfMember(figures);
}

function factsOfMember({ totalMs, rank, rankedMembers, days, streaks, isOver }: MemberFigures): string[] {
  const active = days.filter(({ ms }) => ms > 0).length;
  const now = isOver ? '' : `${count(streaks.current?.days ?? 0, 'day')} now, `;
  return [
    `**Total:** ${duration(totalMs)}${rank === null ? '' : ` (#${rank} of ${rankedMembers})`}`,
    `**Average a day:** ${duration(averageOf(days))} · **Active days:** ${active} of ${days.length}`,
    `**Streak:** ${now}${count(streaks.longest?.days ?? 0, 'day')} at best`,
  ];
}

function factsOfGuild({ totalMs, activeMembers, days }: GuildFigures): string[] {
  const perMember = activeMembers === 0 ? 0 : totalMs / activeMembers;
  return [
    `**Total:** ${duration(totalMs)}`,
    `**Active members:** ${activeMembers} · **Average per active member:** ${duration(perMember)}`,
    `**Average a day:** ${duration(averageOf(days))}`,
  ];
}

/** What this statistic says besides. */
export function detailsOf(figures: VoiceFigures): string[] {
  const { asked, days, hoursOfWeek = [], channels = [] } = figures;
  switch (asked.statistic) {
    case 'overview':
      return [
        ...bestDay(figures),
        ...busiestHour(hoursOfWeek),
        ...('peak' in figures ? mostAtOnce(figures.peak) : []),
        ...channelLines(channels, CHANNELS_OF_OVERVIEW),
      ];
    case 'year':
    case 'days':
      return bestDay(figures);
    case 'weeks': {
      const best = mostOf(byWeek(days));
      return best ? [`**Best week:** ${duration(best.ms)}, from ${dateText(best.date)} on`] : [];
    }
    case 'months': {
      const best = mostOf(byMonth(days));
      return best ? [`**Best month:** ${duration(best.ms)}, ${monthText(best.date)}`] : [];
    }
    case 'hours': {
      const best = mostOf(byHourOfDay(hoursOfWeek).map((ms, hour) => ({ hour, ms })));
      return best ? [`**Busiest hour of the day:** ${hourText(best.hour)}, ${duration(best.ms)} in all`] : [];
    }
    case 'week':
      return busiestHour(hoursOfWeek);
    case 'channels':
      return channelLines(channels, MOST_CHANNELS);
    case 'records':
      return recordLines(figures);
  }
}

function bestDay({ days }: VoiceFigures): string[] {
  const best = mostOf<{ readonly ms: number; readonly date: string }>(days);
  return best ? [`**Best day:** ${duration(best.ms)}, ${dateText(best.date)}`] : [];
}

function busiestHour(hours: readonly number[]): string[] {
  const best = mostOf(hours.map((ms, hour) => ({ hour, ms })));
  if (!best) return [];
  const weekday = WEEKDAYS[Math.floor(best.hour / 24)] ?? '';
  return [`**Busiest hour:** ${weekday}, ${hourText(best.hour % 24)}, ${duration(best.ms)} in all`];
}

function mostAtOnce(peak: Peak | null | undefined): string[] {
  return peak ? [`**Most at once:** ${peak.members}, ${timestamp(new Date(peak.at))}`] : [];
}

function channelLines(
  channels: readonly { readonly channelId: string; readonly ms: number }[],
  most: number,
): string[] {
  const rest = channels.slice(most);
  const others =
    rest.length === 0 ? [] : [`${count(rest.length, 'other channel')} · ${duration(sumOf(rest))}`];
  const lines = channels.slice(0, most).map(({ channelId, ms }) => `<#${channelId}> · ${duration(ms)}`);
  return ['**Channels**', ...lines, ...others];
}

function recordLines(figures: VoiceFigures): string[] {
  if (figures.userId === null) return figures.guildRecords ? recordsOfGuild(figures.guildRecords) : [];
  return figures.memberRecords ? recordsOfMember(figures, figures.memberRecords) : [];
}

function recordsOfMember({ streaks, isOver }: MemberFigures, records: MemberRecords): string[] {
  const { bestDay: best, longestStretch: stretch, longestStreak: longest } = records;
  const { current } = streaks;
  return [
    ...(best ? [`**Best day:** ${duration(best.ms)}, ${dateText(best.date)}`] : []),
    ...(stretch
      ? [
          `**Longest without a break:** ${duration(stretch.end - stretch.start)} in <#${stretch.channelId}>, from ${timestamp(new Date(stretch.start))}`,
        ]
      : []),
    ...(longest
      ? [
          `**Longest streak:** ${count(longest.days, 'day')}, ${dateText(longest.from)} to ${dateText(longest.to)}`,
        ]
      : []),
    ...(current && !isOver
      ? [`**Present streak:** ${count(current.days, 'day')}, since ${dateText(current.from)}`]
      : []),
  ];
}

function recordsOfGuild({ bestDay: best, mostActiveDay, bestMemberDay, peak }: GuildRecords): string[] {
  return [
    ...(best ? [`**Best day:** ${duration(best.ms)}, ${dateText(best.date)}`] : []),
    ...(mostActiveDay
      ? [`**Most members in a day:** ${mostActiveDay.activeMembers}, ${dateText(mostActiveDay.date)}`]
      : []),
    ...(bestMemberDay
      ? [
          `**Best day of a member:** <@${bestMemberDay.userId}>, ${duration(bestMemberDay.ms)}, ${dateText(bestMemberDay.date)}`,
        ]
      : []),
    ...mostAtOnce(peak),
  ];
}

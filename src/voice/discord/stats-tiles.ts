import { count, duration } from '../../common';
import type { GuildRecords, MemberRecords } from '../statistics/questions';
import { mostOf } from '../statistics/series';
import type { GuildFigures, MemberFigures, VoiceFigures } from '../statistics/voice-figures';
import { dateText, instantText } from './stats-dates';
import type { Tile } from './stats-picture';
import { averageOf } from './stats-text';

/** What every picture of a member says beside the total. */
export function factsOfMember({ days, rank, rankedMembers, streaks, isOver }: MemberFigures): Tile[] {
  const streak = isOver ? streaks.longest : streaks.current;
  return [
    { label: 'Average a day', value: duration(averageOf(days)) },
    { label: 'Active days', value: `${days.filter(({ ms }) => ms > 0).length} of ${days.length}` },
    isOver
      ? { label: 'Longest streak', value: count(streak?.days ?? 0, 'day') }
      : {
          label: `Streak (best ${streaks.longest?.days ?? 0})`,
          value: count(streak?.days ?? 0, 'day'),
        },
    { label: 'Rank', value: rank === null ? '–' : `#${rank} of ${rankedMembers}` },
  ];
}

/** The same of a server. */
export function factsOfGuild({ totalMs, activeMembers, days }: GuildFigures): Tile[] {
  const best = mostOf(days);
  return [
    { label: 'Active members', value: activeMembers.toLocaleString('en-US') },
    { label: 'Average per member', value: duration(activeMembers === 0 ? 0 : totalMs / activeMembers) },
    { label: 'Average a day', value: duration(averageOf(days)) },
    { label: 'Best day', value: best ? duration(best.ms) : '–' },
  ];
}

export function recordTiles(figures: VoiceFigures, channelName: (channelId: string) => string): Tile[] {
  if (figures.userId === null) return figures.guildRecords ? guildTiles(figures, figures.guildRecords) : [];
  return figures.memberRecords ? memberTiles(figures, figures.memberRecords, channelName) : [];
}

function memberTiles(
  { timeZone, streaks, isOver }: MemberFigures,
  { bestDay, longestStretch, longestStreak }: MemberRecords,
  channelName: (channelId: string) => string,
): Tile[] {
  const current = isOver ? null : streaks.current;
  return [
    {
      label: 'Best day',
      value: bestDay ? duration(bestDay.ms) : '–',
      note: bestDay ? dateText(bestDay.date) : '',
    },
    {
      label: 'Longest without a break',
      value: longestStretch ? duration(longestStretch.end - longestStretch.start) : '–',
      note: longestStretch
        ? `${instantText(longestStretch.start, timeZone)}, ${channelName(longestStretch.channelId)}`
        : '',
    },
    {
      label: 'Longest streak',
      value: count(longestStreak?.days ?? 0, 'day'),
      note: longestStreak ? `${dateText(longestStreak.from)} to ${dateText(longestStreak.to)}` : '',
    },
    {
      label: 'Present streak',
      value: count(current?.days ?? 0, 'day'),
      note: current ? `since ${dateText(current.from)}` : '',
    },
  ];
}

function guildTiles(
  { timeZone }: GuildFigures,
  { bestDay, mostActiveDay, bestMemberDay, peak }: GuildRecords,
): Tile[] {
  return [
    {
      label: 'Best day',
      value: bestDay ? duration(bestDay.ms) : '–',
      note: bestDay ? dateText(bestDay.date) : '',
    },
    {
      label: 'Most members in a day',
      value: String(mostActiveDay?.activeMembers ?? 0),
      note: mostActiveDay ? dateText(mostActiveDay.date) : '',
    },
    {
      label: 'Best day of a member',
      value: bestMemberDay ? duration(bestMemberDay.ms) : '–',
      note: bestMemberDay ? dateText(bestMemberDay.date) : '',
    },
    {
      label: 'Most at once',
      value: String(peak?.members ?? 0),
      note: peak ? instantText(peak.at, timeZone) : '',
    },
  ];
}

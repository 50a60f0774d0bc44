import { count, duration } from '../../common';
import { card, separator, text, timestamp, type View } from '../../discord';
import type { DayTotal } from '../statistics/questions';
import { type Range, titleOf } from '../statistics/ranges';
import type { GuildSummary, MemberSummary } from '../statistics/voice-summaries.service';
import { recounting } from './leaderboard.view';

const SHOWN_CHANNELS = 5;
const SHOWN_DAYS = 14;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

export function memberStatsView(userId: string, range: Range, model: MemberSummary): View {
  const { totalMs, rank, rankedMembers, streaks } = model;
  const active = model.days.filter(({ ms }) => ms > 0).length;
  const facts = [
    `**Total:** ${duration(totalMs)}${rank === null ? '' : ` (#${rank} of ${rankedMembers})`}`,
    `**Average a day:** ${duration(averageOf(model.days))}`,
    `**Active days:** ${active} of ${model.days.length}`,
    `**Streak:** ${count(streaks.current?.days ?? 0, 'day')} now, ${count(streaks.longest?.days ?? 0, 'day')} at best`,
    ...bestDay(model.days),
    ...busiestHour(model.hoursOfWeek),
  ];
  return stats(`### ${titleOf(range)} of <@${userId}>`, facts, model);
}

export function guildStatsView(range: Range, model: GuildSummary): View {
  const { totalMs, activeMembers, peak } = model;
  const perMember = activeMembers === 0 ? 0 : totalMs / activeMembers;
  const facts = [
    `**Total:** ${duration(totalMs)}`,
    `**Active members:** ${activeMembers}`,
    `**Average per active member:** ${duration(perMember)}`,
    `**Average a day:** ${duration(averageOf(model.days))}`,
    ...(peak === null ? [] : [`**Most at once:** ${peak.members}, ${timestamp(new Date(peak.at))}`]),
    ...bestDay(model.days),
    ...busiestHour(model.hoursOfWeek),
  ];
  return stats(`### ${titleOf(range)} of this server`, facts, model);
}

function stats(heading: string, facts: readonly string[], model: MemberSummary | GuildSummary): View {
  if (model.totalMs === 0)
    return card('info', text(`${heading}\nNothing was counted.`), ...recounting(model));
  const channels = model.channels
    .slice(0, SHOWN_CHANNELS)
    .map(({ channelId, ms }) => `<#${channelId}> · ${duration(ms)}`);
  const days = model.days.slice(-SHOWN_DAYS);
  return card(
    'info',
    text(`${heading}\n${facts.join('\n')}`),
    separator(),
    text(`**Channels**\n${channels.join('\n')}`),
    ...(days.length < 2 ? [] : [text(`**Last ${days.length} days**\n\`${sparkline(days)}\``)]),
    ...recounting(model),
  );
}

function averageOf(days: readonly DayTotal[]): number {
  return days.length === 0 ? 0 : days.reduce((sum, { ms }) => sum + ms, 0) / days.length;
}

function bestDay(days: readonly DayTotal[]): string[] {
  const best = days.reduce<DayTotal | null>((top, day) => (day.ms > (top?.ms ?? 0) ? day : top), null);
  return best === null ? [] : [`**Best day:** ${duration(best.ms)}, from ${timestamp(new Date(best.start))}`];
}

function busiestHour(hours: readonly number[]): string[] {
  const most = Math.max(...hours);
  const hour = hours.indexOf(most);
  return most <= 0
    ? []
    : [
        `**Busiest hour:** ${WEEKDAYS[Math.floor(hour / 24)] ?? ''}, ${String(hour % 24).padStart(2, '0')}:00`,
      ];
}

/** A bar a day, the highest for the best of them; a day without any time has none. */
function sparkline(days: readonly DayTotal[]): string {
  const most = Math.max(...days.map(({ ms }) => ms), 1);
  return days
    .map(({ ms }) =>
      ms === 0 ? '·' : (BARS[Math.min(BARS.length - 1, Math.floor((ms / most) * BARS.length))] ?? '█'),
    )
    .join('');
}

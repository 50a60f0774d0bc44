import { type APIStringSelectComponent, ComponentType } from 'discord.js';

import type { Snowflake } from '../../common';
import { button, card, type Picture, pictureOf, row, text, type View } from '../../discord';
import { STATISTICS } from '../statistics/statistic';
import type { VoiceFigures } from '../statistics/voice-figures';
import { rangeOptions } from './range-options';
import { recounting } from './recounting.view';
import { zoneText } from './stats-dates';
import { detailsOf, factsOf, periodOf } from './stats-text';
import { askedState, STATS_MENU, STATS_OF, statsState } from './voice-stats.custom-ids';

/** Discord's limit; whoever has more years sees the last ones. */
const MOST_OPTIONS = 25;

export interface StatsModel {
  readonly figures: VoiceFigures;
  /** Null when there is nothing to draw, or it could not be drawn. */
  readonly picture: Picture | null;
  /** The points of its chart as text; empty where it has none. */
  readonly points: string;
  /** Who asked. */
  readonly readerId: Snowflake;
}

export function voiceStatsView({ figures, picture, points, readerId }: StatsModel): View {
  const { asked, totalMs, userId } = figures;
  const whose = userId === null ? 'this server' : `<@${userId}>`;
  const heading = `### ${periodOf(figures)} of ${whose} · ${STATISTICS[asked.statistic]}`;
  const content =
    totalMs === 0
      ? [text(`${heading}\n${emptyText(figures, readerId)}`)]
      : [
          text([heading, ...factsOf(figures)].join('\n')),
          ...pictureOf(picture),
          ...detailsText(figures),
          text(`${points === '' ? '' : `-# ${points}\n`}-# Times in ${zoneText(figures)}`),
        ];
  const view = card(
    'info',
    ...content,
    ...recounting(figures),
    row(statisticMenu(figures)),
    ...(asked.statistic === 'year' ? yearMenu(figures) : [row(rangeMenu(figures))]),
    row(...otherSubjects(figures, readerId)),
  );
  return picture === null || totalMs === 0 ? view : { ...view, pictures: [picture] };
}

function emptyText({ userId }: VoiceFigures, readerId: string): string {
  const who = userId === null ? 'Nobody here' : userId === readerId ? 'You' : `<@${userId}>`;
  const have = userId === readerId ? 'have' : 'has';
  return `${who} ${have} no voice time in this range yet. Join a voice channel, choose another range below, or see with \`/vc why\` what did not count.`;
}

function detailsText(figures: VoiceFigures): ReturnType<typeof text>[] {
  const lines = detailsOf(figures);
  return lines.length === 0 ? [] : [text(lines.join('\n'))];
}

function statisticMenu({ asked }: VoiceFigures): APIStringSelectComponent {
  const options = Object.entries(STATISTICS).map(([value, label]) => {
    return { label, value, default: value === asked.statistic };
  });
  return menu(STATS_MENU.of(statsState('statistic', asked)), 'View', options);
}

function rangeMenu({ asked }: VoiceFigures): APIStringSelectComponent {
  return menu(STATS_MENU.of(statsState('range', asked)), 'Range', rangeOptions(asked.range));
}

/** None where there is no other year to choose. */
function yearMenu({ asked, year, years }: VoiceFigures): ReturnType<typeof row>[] {
  const others = years.filter((each) => each !== year);
  if (others.length === 0) return [];
  const options = years
    .slice(0, MOST_OPTIONS)
    .map((each) => ({ label: String(each), value: String(each), default: each === year }));
  return [row(menu(STATS_MENU.of(statsState('year', asked)), 'Year', options))];
}

/** Where it leads from here: to the server, to one's own time. */
function otherSubjects({ asked, userId }: VoiceFigures, readerId: Snowflake) {
  const subjects = [
    { label: 'This server', userId: null },
    { label: 'My own time', userId: readerId },
  ];
  return subjects
    .filter((subject) => subject.userId !== userId)
    .map((subject) => button(subject.label, STATS_OF.of(askedState({ ...asked, userId: subject.userId }))));
}

function menu(
  customId: string,
  placeholder: string,
  options: APIStringSelectComponent['options'],
): APIStringSelectComponent {
  return { type: ComponentType.StringSelect, custom_id: customId, placeholder, options };
}

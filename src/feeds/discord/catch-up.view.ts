import { count } from '../../common';
import { card, link, plain, separator, text, type View } from '../../discord';
import { groupsOf, type LineLimits, releaseLines } from './release-lines';
import type { SeriesReleases } from './release.view';

const MAX_SERIES = 6;
/** So that all series together stay within the 4,000 characters of text that Discord takes a message. */
const LINES: LineLimits = { max: 3, budget: 320, labelMax: 60 };

/** One message for what could not be told while it happened: releases of several series. */
export function catchUpView(series: readonly SeriesReleases[]): View {
  const releases = series.reduce((sum, { items }) => sum + items.length, 0);
  const more = series.length - MAX_SERIES;
  return card(
    'good',
    text(
      `### While I could not reach you: ${count(releases, 'release')} of ${count(series.length, 'series', 'series')}`,
    ),
    ...series.slice(0, MAX_SERIES).flatMap((entry) => [separator(), text(seriesText(entry))]),
    ...(more > 0
      ? [separator(), text(`…and ${count(more, 'more series', 'more series')}; see \`/feed list\`.`)]
      : []),
  );
}

function seriesText({ seriesTitle, seriesUrl, platformName, items }: SeriesReleases): string {
  const { lines, rest } = releaseLines(items, LINES);
  const credit = [platformName, ...groupsOf(items)]
    .map((name) => plain(name, 30))
    .slice(0, 3)
    .join(' · ');
  const more = rest > 0 ? `\n…and ${rest} more` : '';
  return `**${link(seriesTitle, seriesUrl, 60)}**\n${lines.join('\n')}${more}\n-# ${credit}`;
}

import { count } from '../../common';
import { card, link, plain, separator, text, type View } from '../../discord';
import { groupsOf, type LineLimits, releaseText } from './release-lines';
import type { SeriesReleases } from './release.view';

const MAX_SERIES = 6;
/** Of the 4,000 characters of text that Discord takes a message, without the first and the last line. */
const TEXT_BUDGET = 3_600;
const LINES: LineLimits = { max: 4, budget: 420, labelMax: 60 };

/** One message for what could not be told while it happened: releases of several series. */
export function catchUpView(series: readonly SeriesReleases[]): View {
  const releases = series.reduce((sum, { items }) => sum + items.length, 0);
  const shown = shownTexts(series);
  const more = series.length - shown.length;
  return card(
    'good',
    text(
      `### While I could not reach you: ${count(releases, 'release')} of ${count(series.length, 'series', 'series')}`,
    ),
    ...shown.flatMap((seriesText) => [separator(), text(seriesText)]),
    ...(more > 0
      ? [separator(), text(`…and ${count(more, 'more series', 'more series')}; see \`/feed list\`.`)]
      : []),
  );
}

function shownTexts(series: readonly SeriesReleases[]): string[] {
  const texts: string[] = [];
  let used = 0;
  for (const entry of series.slice(0, MAX_SERIES)) {
    const seriesText = textOf(entry);
    used += seriesText.length;
    if (used > TEXT_BUDGET && texts.length > 0) break;
    texts.push(seriesText);
  }
  return texts;
}

function textOf({ seriesTitle, seriesUrl, platformName, items }: SeriesReleases): string {
  const credit = [platformName, ...groupsOf(items)]
    .map((name) => plain(name, 30))
    .slice(0, 3)
    .join(' · ');
  return `**${link(seriesTitle, seriesUrl, 60)}**\n${releaseText(items, LINES)}\n-# ${credit}`;
}

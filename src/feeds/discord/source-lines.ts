import { count, truncate } from '../../common';
import { link, plain, timestamp } from '../../discord';
import type { SourceHealth, UnreadSeries } from '../health/feed-health.service';
import type { WebFeedHealth, WebFeedsHealth } from '../health/web-feed-health';

/** Characters, so that all of `/feed health` stays below the 4,000 that Discord takes. */
const SOURCES_BUDGET = 1_000;
const WEB_FEEDS_BUDGET = 700;
const UNREAD_BUDGET = 450;
const MAX_REASON = 120;
/** A source that is read every minute is late after some missed reads. */
const LATE_MS = 15 * 60_000;

/** The worst stand first, so that what does not fit does no worse. */
export function sourceLines(sources: readonly SourceHealth[]): string {
  if (sources.length === 0) return 'Nothing was read yet.';
  return withinBudget(sources.map(sourceLine), SOURCES_BUDGET, sources.length);
}

export function webFeedLines({ total, failing, worst }: WebFeedsHealth): string {
  const well = failing === 0 ? 'all are read' : `${failing} ${failing === 1 ? 'has' : 'have'} trouble`;
  return `**Web feeds:** ${count(total, 'feed')}, ${well}\n${withinBudget(worst.map(webFeedLine), WEB_FEEDS_BUDGET, total)}`;
}

/** What is followed and not read any more. */
export function unreadLines(unread: readonly UnreadSeries[]): string {
  const lines = ['**Not read any more, of what is followed here:**'];
  for (const line of unread.map(unreadLine)) {
    if (lines.length > 1 && [...lines, line].join('\n').length > UNREAD_BUDGET) break;
    lines.push(line);
  }
  return lines.join('\n');
}

function unreadLine({ name, sourceUrl, isAsleep, platformId }: UnreadSeries): string {
  return isAsleep
    ? `- 💤 ${link(name, sourceUrl, 40)}: ${platformId} has closed; the history is kept`
    : `- 🪦 ${plain(name, 40)}: no longer there`;
}

/** Other people's words, shortened. */
export function reason(words: string): string {
  return plain(truncate(words, MAX_REASON));
}

function withinBudget(lines: readonly string[], budget: number, total: number): string {
  const shown: string[] = [];
  let used = 0;
  for (const line of lines) {
    used += line.length + 1;
    if (used > budget && shown.length > 0) break;
    shown.push(line);
  }
  const rest = total - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [`…and ${rest} more that ${rest === 1 ? 'does' : 'do'} no worse`] : []),
  ].join('\n');
}

function sourceLine({ name, stream, lastReadAt, nextReadAt, ...source }: SourceHealth): string {
  const { failures, lastError, lagMs, pause } = source;
  const sign = failures > 0 || pause ? '⚠️' : lagMs > LATE_MS ? '🕓' : '✅';
  return [
    `${sign} **${plain(name, 30)}** (${plain(stream, 20)})`,
    ...(failures > 0 ? [failed(failures, lastError)] : []),
    ...(pause ? [`left alone until ${timestamp(pause.until, 'R')}`] : []),
    lastReadAt === null ? 'never read' : `read ${timestamp(lastReadAt, 'R')}`,
    `next ${timestamp(nextReadAt, 'R')}`,
    `${duration(lagMs)} behind`,
  ].join(' · ');
}

function webFeedLine({ name, url, lastReadAt, nextReadAt, ...feed }: WebFeedHealth): string {
  const { failures, lastError, isGone, isHostShut } = feed;
  return [
    `${isGone || failures > 0 ? '⚠️' : '✅'} ${url.length > 150 ? plain(name, 40) : link(name, url, 40)}`,
    ...(isGone ? ['gone; not read any more'] : failures > 0 ? [failed(failures, lastError)] : []),
    ...(isHostShut ? ['its host is left alone for a while'] : []),
    lastReadAt === null ? 'never read' : `read ${timestamp(lastReadAt, 'R')}`,
    ...(nextReadAt === null ? [] : [`next ${timestamp(nextReadAt, 'R')}`]),
  ].join(' · ');
}

function failed(failures: number, error: string | null): string {
  return `${count(failures, 'read')} failed: ${error === null ? 'for an unknown reason' : reason(error)}`;
}

function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return count(minutes, 'minute');
  return count(Math.floor(minutes / 60), 'hour');
}

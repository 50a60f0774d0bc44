import { count, truncate } from '../../common';
import { card, link, plain, separator, text, timestamp, type View } from '../../discord';
import { COUNTED_UP_TO, type DeliveryStatus } from '../../delivery';
import { HELD_REASON } from '../announcements/release-payload';
import type { FeedHealth, FeedTrouble, SourceHealth } from '../health/feed-health.service';
import { pausedText } from './pause.view';
import { resumeRow, type StopNoticeModel, stopNoticeText } from './stop-notice.view';

export interface FeedHealthModel extends FeedHealth {
  readonly notice: StopNoticeModel | null;
}

/** Together with five dead letters and a stop they stay below the 4,000 characters that Discord takes. */
const MAX_SOURCES = 6;
const MAX_REASON = 90;
/** For the lines about single series; one always fits. */
const TROUBLES_BUDGET = 450;
/** A source that is read every minute is late after some missed reads. */
const LATE_MS = 15 * 60_000;

export function feedHealthView(model: FeedHealthModel): View {
  const { sources, troubles, delivery, notice, pausedSince, target } = model;
  const isWell = notice === null && pausedSince === null && sources.every(({ failures }) => failures === 0);
  const whom = target.type === 'guild' ? 'this server' : 'you';
  return card(
    isWell ? 'good' : 'warning',
    text(`### Sources\n${sourceLines(sources)}`),
    ...troublesText(troubles),
    separator(),
    text(`### Messages to ${whom}\n${deliveryLines(delivery)}`),
    ...(pausedSince === null ? [] : [text(pausedText(pausedSince))]),
    ...(notice === null ? [] : [separator(), text(stopNoticeText(notice))]),
    ...(notice || pausedSince || isHeldBack(delivery) ? [resumeRow(target)] : []),
  );
}

function isHeldBack(delivery: DeliveryStatus | null): boolean {
  return delivery?.deadLetters.some((letter) => letter.reason === HELD_REASON) === true;
}

function sourceLines(sources: readonly SourceHealth[]): string {
  if (sources.length === 0) return 'Nothing was read yet.';
  const lines = sources.slice(0, MAX_SOURCES).map(sourceLine);
  if (sources.length > MAX_SOURCES) lines.push(`…and ${sources.length - MAX_SOURCES} more that do no worse`);
  return lines.join('\n');
}

function sourceLine({
  name,
  stream,
  lastReadAt,
  nextReadAt,
  failures,
  lastError,
  lagMs,
  pause,
}: SourceHealth): string {
  const sign = failures > 0 ? '⚠️' : lagMs > LATE_MS ? '🕓' : '✅';
  const error = lastError === null ? 'for an unknown reason' : reason(lastError);
  return [
    `${sign} **${plain(name, 30)}** (${plain(stream, 20)})`,
    ...(failures > 0 ? [`${count(failures, 'read')} failed: ${error}`] : []),
    lastReadAt === null ? 'never read' : `read ${timestamp(lastReadAt, 'R')}`,
    `next ${timestamp(nextReadAt, 'R')}`,
    ...(pause ? [`left alone until ${timestamp(pause.until, 'R')}`] : []),
    `${duration(lagMs)} behind`,
  ].join(' · ');
}

function troublesText(troubles: readonly FeedTrouble[] = []): ReturnType<typeof text>[] {
  if (troubles.length === 0) return [];
  const lines = ['**Not read, of what is followed here:**'];
  for (const line of troubles.map(troubleLine)) {
    if (lines.length > 1 && [...lines, line].join('\n').length > TROUBLES_BUDGET) break;
    lines.push(line);
  }
  return [text(lines.join('\n'))];
}

function troubleLine({ name, sourceUrl, isAsleep, platformId, state, lastError }: FeedTrouble): string {
  // Addresses of web feeds may be long; those of Comick, by which one unsubscribes, are not.
  if (isAsleep) return `- 💤 ${link(name, sourceUrl, 40)}: ${platformId} has closed; the history is kept`;
  if (state === 'gone') return `- 🪦 ${plain(name, 40)}: no longer there`;
  return `- ⚠️ ${plain(name, 40)}: ${lastError === null ? 'could not be read' : reason(lastError)}`;
}

function deliveryLines(delivery: DeliveryStatus | null): string {
  if (delivery === null) return 'Nothing is followed yet.';
  const { owed, retrying, refused, deadLetters } = delivery;
  return [
    `**Waiting to be sent:** ${bounded(owed)}`,
    ...(retrying === null
      ? []
      : [
          `-# The next one was not taken ${count(retrying.attempts, 'time')} (${reason(retrying.error)}); due ${timestamp(retrying.nextAttemptAt, 'R')}`,
        ]),
    `**Refused or held back:** ${bounded(refused)}`,
    ...deadLetters.map((letter) => `- ${timestamp(letter.createdAt)}: ${reason(letter.reason)}`),
  ].join('\n');
}

function bounded(n: number): string {
  return n >= COUNTED_UP_TO ? `${COUNTED_UP_TO} or more` : String(n);
}

function reason(words: string): string {
  return plain(truncate(words, MAX_REASON));
}

function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return count(minutes, 'minute');
  return count(Math.floor(minutes / 60), 'hour');
}

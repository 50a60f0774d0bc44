import { count, truncate } from '../../common';
import { card, plain, separator, text, timestamp, type View } from '../../discord';
import { COUNTED_UP_TO, type DeliveryStatus } from '../../delivery';
import { HELD_REASON } from '../announcements/release-payload';
import type { FeedHealth, SourceHealth } from '../health/feed-health.service';
import { pausedText } from './pause.view';
import { resumeRow, type StopNoticeModel, stopNoticeText } from './stop-notice.view';

export interface FeedHealthModel extends FeedHealth {
  readonly notice: StopNoticeModel | null;
}

/** Together with five dead letters and a stop they stay below the 4,000 characters that Discord takes. */
const MAX_SOURCES = 6;
const MAX_REASON = 120;
/** A source that is read every minute is late after some missed reads. */
const LATE_MS = 15 * 60_000;

export function feedHealthView({ sources, delivery, notice, pausedSince, target }: FeedHealthModel): View {
  const isWell = notice === null && pausedSince === null && sources.every(({ failures }) => failures === 0);
  const whom = target.type === 'guild' ? 'this server' : 'you';
  return card(
    isWell ? 'good' : 'warning',
    text(`### Sources\n${sourceLines(sources)}`),
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
}: SourceHealth): string {
  const sign = failures > 0 ? '⚠️' : lagMs > LATE_MS ? '🕓' : '✅';
  const error = lastError === null ? 'for an unknown reason' : reason(lastError);
  return [
    `${sign} **${plain(name, 30)}** (${plain(stream, 20)})`,
    ...(failures > 0 ? [`${count(failures, 'read')} failed: ${error}`] : []),
    lastReadAt === null ? 'never read' : `read ${timestamp(lastReadAt, 'R')}`,
    `next ${timestamp(nextReadAt, 'R')}`,
    `${duration(lagMs)} behind`,
  ].join(' · ');
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

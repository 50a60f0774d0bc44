import { count } from '../../common';
import { card, separator, text, timestamp, type View } from '../../discord';
import { COUNTED_UP_TO, type DeliveryStatus } from '../../delivery';
import { HELD_REASON } from '../announcements/release-payload';
import type { FeedHealth } from '../health/feed-health.service';
import { pausedText } from './pause.view';
import { reason, sourceLines, unreadLines, webFeedLines } from './source-lines';
import { resumeRow, type StopNoticeModel, stopNoticeText } from './stop-notice.view';

export interface FeedHealthModel extends FeedHealth {
  readonly notice: StopNoticeModel | null;
}

/** Its parts have budgets of their own, so that it stays below the 4,000 characters of text that Discord takes. */
export function feedHealthView(model: FeedHealthModel): View {
  const { sources, webFeeds, unread, delivery, notice, pausedSince, target } = model;
  const whom = target.type === 'guild' ? 'this server' : 'you';
  return card(
    isWell(model) ? 'good' : 'warning',
    text(`### Sources\n${sourceLines(sources)}`),
    ...(webFeeds.total === 0 ? [] : [text(webFeedLines(webFeeds))]),
    ...(unread.length === 0 ? [] : [text(unreadLines(unread))]),
    separator(),
    text(`### Messages to ${whom}\n${deliveryLines(delivery)}`),
    ...(pausedSince === null ? [] : [text(pausedText(pausedSince))]),
    ...(notice === null ? [] : [separator(), text(stopNoticeText(notice))]),
    ...(notice || pausedSince || isHeldBack(delivery) ? [resumeRow(target)] : []),
  );
}

function isWell({ sources, webFeeds, notice, pausedSince }: FeedHealthModel): boolean {
  const isRead =
    webFeeds.failing === 0 && sources.every(({ failures, pause }) => failures === 0 && pause === null);
  return isRead && notice === null && pausedSince === null;
}

function isHeldBack(delivery: DeliveryStatus | null): boolean {
  return delivery?.deadLetters.some((letter) => letter.reason === HELD_REASON) === true;
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

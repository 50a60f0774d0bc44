import { count } from '../../common';
import { card, link, notice, pager, text, type View } from '../../discord';
import type { SubscriptionPage } from '../subscriptions/subscription.service';
import { LIST_PAGES } from './feed.custom-ids';
import type { SendInto } from './feed.options';
import { pausedText } from './pause.view';

const ASLEEP =
  '-# 💤 This site has closed and nothing is read there any more. What was told is kept; unsubscribe by the link, and follow the series elsewhere.';

export function subscriptionListView(model: SubscriptionPage, sentInto: SendInto): View {
  if (model.total === 0) return nothingFollowedView(sentInto);
  const lines = model.feeds.map(
    ({ name, sourceUrl, platformId, isAsleep }) =>
      `- ${link(name, sourceUrl, 100)} · ${platformId}${isAsleep === true ? ' 💤' : ''}`,
  );
  if (model.feeds.some(({ isAsleep }) => isAsleep === true)) lines.push(ASLEEP);
  return card(
    'info',
    text(`### ${whoseText(sentInto)} ${count(model.total, 'series', 'series')}\n${lines.join('\n')}`),
    ...(model.pausedSince === null ? [] : [text(pausedText(model.pausedSince))]),
    ...(model.unreachableReason === null ? [] : [text(unreachable(sentInto))]),
    ...pager(model, LIST_PAGES, { sentInto }),
  );
}

export function nothingFollowedView(sentInto: SendInto): View {
  return notice(
    'info',
    `${whoseText(sentInto)} nothing yet. Start with \`/feed subscribe\` and a link of MangaDex or AniList.`,
  );
}

function whoseText(sentInto: SendInto): string {
  return sentInto === 'server' ? 'This server follows' : 'You follow';
}

function unreachable(sentInto: SendInto): string {
  return sentInto === 'server'
    ? '⚠️ Discord does not let me write into the chosen channel. Give me **View Channel** and **Send Messages** there and run `/feed resume`, or choose another one with `/feed settings`.'
    : '⚠️ Discord does not let me send you direct messages. Allow them in the privacy settings of a server that we share, then run `/feed resume`.';
}

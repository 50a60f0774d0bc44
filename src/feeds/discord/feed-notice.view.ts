import type { Snowflake } from '../../common';
import { button, card, link, plain, row, text, type View } from '../../discord';
import type { Target } from '../../subscribers';
import { UNSUBSCRIBE } from './feed.custom-ids';
import { resumeRow } from './stop-notice.view';

/** Names no series: everybody in the channel reads it. */
export function heldNoticeView(target: Target, channelId: Snowflake): View {
  return card(
    'warning',
    text(
      `### A release is held back\nIt is of an age-restricted series, and <#${channelId}> is not age-restricted. Mark the channel as age-restricted in its settings, or give such series another channel with \`/feed subscribe … channel:#…\`. What is held back is kept; **Resume** sends it then.`,
    ),
    resumeRow(target),
  );
}

export interface EndingModel {
  readonly feedId: number;
  /** Null where the series must not be named. */
  readonly series: { readonly title: string; readonly url: string } | null;
  readonly platformName: string;
  readonly as: 'gone' | 'completed';
  /** A document at an address rather than a series of a platform. */
  readonly isWebFeed: boolean;
}

export function endingView(model: EndingModel): View {
  return card(
    model.as === 'gone' ? 'warning' : 'info',
    text(`### ${headline(model)}\n${details(model)}`),
    row(button('Unsubscribe', UNSUBSCRIBE.of({ feedId: model.feedId }))),
  );
}

function headline({ series, platformName, as, isWebFeed }: EndingModel): string {
  const name = series === null ? 'An age-restricted series' : link(series.title, series.url);
  if (as === 'completed') return `${name} has ended`;
  return isWebFeed ? `${name} is no longer there` : `${name} is no longer on ${plain(platformName, 50)}`;
}

function details({ as, isWebFeed }: EndingModel): string {
  if (as === 'completed') {
    return 'All of it is out. The subscription sleeps: I look now and then, and should something come out after all, it is told.';
  }
  return isWebFeed
    ? 'Its address says so for good. The feed is not read any more; `/feed subscribe` with its link tries again.'
    : 'It has not been there for days. The subscription sleeps: I look now and then, and should the series come back, what is new is told.';
}

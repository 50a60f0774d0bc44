import { Injectable } from '@nestjs/common';

import { OutboxRepository } from '../../delivery';
import type { Recipient } from '../../subscribers';
import { type FeedEntity, FeedRepository, FeedSubscriptionRepository } from '../persistence';
import { AnnouncementService, type SeriesPlace } from './announcement.service';
import { type Ending, FEED_NOTICE, type FeedNotice } from './feed-notice';

/** Later than any subscription is muted: an end concerns also who is spared the releases. */
const WHENEVER = new Date(8.64e15);

/** What is to be told of an end, or why nobody is told any more. */
export type EndingNotice =
  | ({ readonly type: 'tell'; readonly feed: FeedEntity; readonly as: Ending['as'] } & SeriesPlace)
  | { readonly type: 'withdraw'; readonly reason: string };

/** Tells followers that a feed has come to its end. */
@Injectable()
export class FeedNotices {
  constructor(
    private readonly feeds: FeedRepository,
    private readonly subscriptions: FeedSubscriptionRepository,
    private readonly announcements: AnnouncementService,
    private readonly outbox: OutboxRepository,
  ) {}

  /** Once an ending. Call it in the unit of work that writes the ending down. */
  async oweEndings(endings: readonly Ending[], now: Date): Promise<void> {
    if (endings.length === 0) return;
    const byFeed = new Map(endings.map((ending) => [ending.feedId, ending]));
    for await (const followers of this.subscriptions.pagesOfFollowers([...byFeed.keys()], WHENEVER)) {
      await this.outbox.owe(
        followers.flatMap(({ feedId, subscriberId }) => {
          const ending = byFeed.get(feedId);
          if (!ending) return [];
          const payload: FeedNotice = { type: 'ended', ...ending };
          const dedupeKey = `${FEED_NOTICE}:${ending.as}:${feedId}:${now.getTime()}`;
          return [
            { subscriberId, kind: FEED_NOTICE, payload, dedupeKey, createdAt: now, nextAttemptAt: now },
          ];
        }),
      );
    }
  }

  /** Read at the moment of sending, like releases. */
  async prepare({ feedId, as }: Ending, recipient: Recipient): Promise<EndingNotice> {
    const feed = await this.feeds.findById(feedId);
    const subscription = await this.subscriptions.find(feedId, recipient.subscriberId);
    if (!feed || !subscription) return { type: 'withdraw', reason: 'no longer subscribed' };
    if (feed.state !== as) return { type: 'withdraw', reason: 'the series goes on' };
    const place = await this.announcements.placeOf(recipient, subscription);
    if (!place) return { type: 'withdraw', reason: 'this server is told nothing at present' };
    return { type: 'tell', feed, as, ...place };
  }
}

import { Injectable } from '@nestjs/common';

import { groupBy } from '../../common';
import { DEFAULT_LANGUAGES } from '../announcements/select-told';
import { FeedItemRepository, FeedSubscriptionRepository } from '../persistence';

/** How far feeds have come for those who follow them, whose languages may be far behind others that are read here. */
@Injectable()
export class ReachedNumbers {
  constructor(
    private readonly items: FeedItemRepository,
    private readonly subscriptions: FeedSubscriptionRepository,
  ) {}

  /**
   * By feed, the number that is here for every follower, or null while nothing is here for any of them. Whoever wants
   * only languages of which nothing is here is not waited for. Reads all items of the feeds, so ask for few.
   */
  async list(feedIds: readonly number[]): Promise<Map<number, number | null>> {
    if (feedIds.length === 0) return new Map();
    const highest = groupBy(await this.items.listNumbersByRank(feedIds, 1), ({ feedId }) => feedId);
    const reached = new Map<number, number | null>();
    for (const feedId of feedIds) {
      const perFollower = (await this.subscriptions.listLanguages(feedId)).flatMap((languages) => {
        const wanted = languages.length === 0 ? DEFAULT_LANGUAGES : languages;
        const numbers = (highest.get(feedId) ?? [])
          .filter(({ language }) => language === null || wanted.includes(language))
          .map(({ number }) => number);
        return numbers.length === 0 ? [] : [Math.max(...numbers)];
      });
      reached.set(feedId, perFollower.length === 0 ? null : Math.min(...perFollower));
    }
    return reached;
  }
}

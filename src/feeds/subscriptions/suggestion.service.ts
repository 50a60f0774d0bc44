import { Injectable } from '@nestjs/common';

import { SubscriberService, type Target } from '../../subscribers';
import { FeedSubscriptionRepository } from '../persistence';
import { PlatformRegistry, type TitleMatch } from '../platforms';
import { completeLinks, readTypedLinks } from './typed-links';

/** A series that is offered while somebody types. */
export interface Suggestion {
  readonly title: string;
  readonly year: number | null;
  readonly platformName: string;
  /** The links typed before and this series' link. */
  readonly value: string;
}

const FOLLOWED_LIMIT = 25;

/** What may be meant by what somebody has typed so far. */
@Injectable()
export class SuggestionService {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly subscribers: SubscriberService,
    private readonly subscriptions: FeedSubscriptionRepository,
  ) {}

  /** Series of the platforms by title, within 2 seconds. Links need no suggestion. */
  async search(typed: string, { withAdult }: { withAdult: boolean }): Promise<Suggestion[]> {
    const { links, rest } = readTypedLinks(typed);
    if (rest === '') return [];
    const found = await this.registry.search(rest);
    const matches = alternate(found).filter(({ isAdult }) => withAdult || !isAdult);
    return matches.flatMap(({ ref, title, year, url }) => {
      const value = completeLinks(links, url);
      return value === null ? [] : [{ title, year, platformName: this.nameOf(ref.platformId), value }];
    });
  }

  /** Of what these targets follow, the series whose titles or links contain what was typed. */
  async searchFollowed(targets: readonly Target[], typed: string): Promise<Suggestion[]> {
    const { links, rest } = readTypedLinks(typed, { searchesLinks: true });
    const subscribers = await Promise.all(targets.map((target) => this.subscribers.find(target)));
    const feeds = await this.subscriptions.listFeedsContaining(
      subscribers.flatMap((subscriber) => subscriber?.id ?? []),
      rest,
      FOLLOWED_LIMIT,
    );
    return feeds.flatMap(({ name, platformId, sourceUrl }) => {
      const value = completeLinks(links, sourceUrl);
      return value === null
        ? []
        : [{ title: name, year: null, platformName: this.nameOf(platformId), value }];
    });
  }

  /** Imported feeds may be of a platform that is no longer there. */
  private nameOf(platformId: TitleMatch['ref']['platformId']): string {
    return this.registry.all.find(({ id }) => id === platformId)?.name ?? platformId;
  }
}

/** The best match of each platform first, then the second of each: no platform fills the list alone. */
function alternate(matches: readonly TitleMatch[]): TitleMatch[] {
  const ranks = new Map<string, number>();
  return matches
    .map((match) => {
      const rank = ranks.get(match.ref.platformId) ?? 0;
      ranks.set(match.ref.platformId, rank + 1);
      return { match, rank };
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ match }) => match);
}

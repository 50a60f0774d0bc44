import { Injectable } from '@nestjs/common';

import { Clock, groupBy } from '../../common';
import { SubscriberService, type Target } from '../../subscribers';
import {
  type FeedEntity,
  FeedItemRepository,
  FeedRepository,
  FeedSubscriptionRepository,
  ForgottenItemRepository,
} from '../persistence';
import { type PlatformId, PlatformRegistry, PlatformUnavailableError, type Release } from '../platforms';
import { WantedLanguages } from '../polling/wanted-languages';
import { type SelectedUpcoming, selectUpcoming } from './select-upcoming';

const SPAN_MS = 7 * 24 * 3_600_000;
const PAGE_SIZE = 10;
/** Of whoever follows more, the series that were asked for last. */
const MOST_SERIES = 1_000;

/** One page of what is coming; the count of what is muted is of all pages. */
export interface UpcomingPage extends SelectedUpcoming {
  readonly total: number;
  /** From 1; never beyond the last. */
  readonly page: number;
  readonly pages: number;
  /** Whether anything is followed at all. */
  readonly followsAny: boolean;
  /** Names of the platforms that cannot be asked now. */
  readonly silent: readonly string[];
  /** False when there may be more than was asked for. */
  readonly isComplete: boolean;
  /** Since when nothing is sent because somebody wants it so, or null. */
  readonly pausedSince: Date | null;
}

/** What the platforms have announced of some series. */
interface Answer {
  readonly releases: readonly (Release & { readonly feedId: number })[];
  /** The platform's name when it cannot be asked now. */
  readonly silent: string | null;
  readonly isComplete: boolean;
}

const NOTHING: UpcomingPage = {
  releases: [],
  total: 0,
  page: 1,
  pages: 1,
  followsAny: false,
  muted: 0,
  silent: [],
  isComplete: true,
  pausedSince: null,
};

/** What a target will be told within seven days, as far as the platforms have announced it. */
@Injectable()
export class UpcomingService {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly wantedLanguages: WantedLanguages,
    private readonly subscribers: SubscriberService,
    private readonly subscriptions: FeedSubscriptionRepository,
    private readonly feeds: FeedRepository,
    private readonly items: FeedItemRepository,
    private readonly forgotten: ForgottenItemRepository,
    private readonly clock: Clock,
  ) {}

  /** Asks the platforms what is not known for five minutes already; one that is down costs the others nothing. */
  async list(target: Target, page: number): Promise<UpcomingPage> {
    const subscriber = await this.subscribers.find(target);
    if (!subscriber) return NOTHING;
    // One more, to know whether there are more.
    const newest = await this.subscriptions.listNewest(subscriber.id, MOST_SERIES + 1);
    const subscriptions = newest.slice(0, MOST_SERIES);
    const feeds = await this.feeds.listByIds(subscriptions.map(({ feedId }) => feedId));
    const answers = await this.ask(feeds);
    const announced = groupBy(
      answers.flatMap(({ releases }) => releases),
      ({ feedId }) => feedId,
    );
    const known = await this.listKnown([...announced.values()].flat());
    const byId = new Map(feeds.map((feed) => [feed.id, feed]));
    const { releases, muted } = selectUpcoming(
      subscriptions.flatMap((subscription) => {
        const feed = byId.get(subscription.feedId);
        const own = announced.get(subscription.feedId);
        return feed && own
          ? [{ feed, subscription, releases: own, known: known.get(subscription.feedId) ?? [] }]
          : [];
      }),
    );
    const pages = Math.max(1, Math.ceil(releases.length / PAGE_SIZE));
    const shown = Math.min(Math.max(1, page), pages);
    return {
      releases: releases.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE),
      total: releases.length,
      page: shown,
      pages,
      followsAny: subscriptions.length > 0,
      muted,
      silent: answers.flatMap(({ silent }) => silent ?? []),
      isComplete: newest.length === subscriptions.length && answers.every(({ isComplete }) => isComplete),
      pausedSince: subscriber.pausedSince,
    };
  }

  private async ask(feeds: readonly FeedEntity[]): Promise<Answer[]> {
    const languages = await this.wantedLanguages.list();
    const until = new Date(this.clock.now().getTime() + SPAN_MS);
    const telling = feeds.filter(
      ({ platformId, state }) => state === 'active' && this.registry.announces(platformId),
    );
    const byPlatform = groupBy(telling, ({ platformId }) => platformId);
    return Promise.all([...byPlatform].map(([id, own]) => this.askPlatform(id, own, until, languages)));
  }

  private async askPlatform(
    id: PlatformId,
    feeds: readonly FeedEntity[],
    until: Date,
    languages: readonly string[],
  ): Promise<Answer> {
    const bySource = new Map(feeds.map(({ id: feedId, sourceId }) => [sourceId, feedId]));
    try {
      const { releases, isComplete } = await this.registry.findUpcoming(id, [...bySource.keys()], until, {
        languages,
      });
      const own = releases.flatMap((release) => {
        const feedId = bySource.get(release.sourceId);
        return feedId === undefined ? [] : [{ ...release, feedId }];
      });
      return { releases: own, silent: null, isComplete };
    } catch (error) {
      if (!(error instanceof PlatformUnavailableError)) throw error;
      return { releases: [], silent: this.registry.get(id).name, isComplete: true };
    }
  }

  /** By feed, what of these chapters or episodes is stored already. */
  private async listKnown(releases: Answer['releases']) {
    const keys = releases.map(({ feedId, logicalKey }) => ({ feedId, key: logicalKey }));
    const known = [
      ...(await this.items.listByLogicalKeys(keys)),
      ...(await this.forgotten.listByLogicalKeys(keys)),
    ];
    return groupBy(known, ({ feedId }) => feedId);
  }
}

import { Injectable, Logger } from '@nestjs/common';

import { Clock, DomainError, type Snowflake } from '../../common';
import { UnitOfWork } from '../../database';
import { CatchUpService } from '../../delivery';
import { SettingsService } from '../../settings';
import { SubscriberService, type Target } from '../../subscribers';
import { ChannelDirectory } from '../announcements/channel-directory';
import { DEFAULT_LANGUAGES } from '../announcements/select-told';
import { numbersOf, storedItem } from '../detection/stored-item';
import {
  type FeedEntity,
  FeedItemRepository,
  FeedRepository,
  FeedSubscriptionRepository,
  type SubscriptionOptions,
  WebFeedRepository,
} from '../persistence';
import { PlatformRegistry, type Release, type SeriesSnapshot, type SourceRef } from '../platforms';
import { WantedLanguages } from '../polling/wanted-languages';

export type { SubscriptionOptions };

/** What became of one link. */
export type LinkOutcome =
  | {
      readonly type: 'subscribed' | 'already-subscribed' | 'unsubscribed' | 'not-subscribed';
      readonly feed: FeedEntity;
      /** The newest chapter or episode that is out already, which will not be announced. */
      readonly latest: string | null;
    }
  | { readonly type: 'failed'; readonly link: string; readonly message: string };

/** `isAsleep`: nothing is read there any more. */
export type ListedFeed = FeedEntity & { readonly isAsleep?: boolean };

export interface SubscriptionPage {
  readonly feeds: readonly ListedFeed[];
  readonly total: number;
  /** From 1; never beyond the last. */
  readonly page: number;
  readonly pages: number;
  /** Why Discord does not let us reach this target, or null. */
  readonly unreachableReason: string | null;
  /** Since when nothing is sent because somebody wants it so, or null. */
  readonly pausedSince: Date | null;
}

export const PAGE_SIZE = 10;

@Injectable()
export class SubscriptionService {
  private readonly logger = new Logger('Subscriptions');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: PlatformRegistry,
    private readonly wantedLanguages: WantedLanguages,
    private readonly feeds: FeedRepository,
    private readonly items: FeedItemRepository,
    private readonly subscriptions: FeedSubscriptionRepository,
    private readonly webFeeds: WebFeedRepository,
    private readonly subscribers: SubscriberService,
    private readonly settings: SettingsService,
    private readonly catchUp: CatchUpService,
    private readonly channels: ChannelDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * Each link succeeds or fails alone, wholly.
   * @throws DomainError when the target cannot be told anything: nothing was changed then.
   */
  async subscribe(
    target: Target,
    links: readonly string[],
    options: Partial<SubscriptionOptions> = {},
  ): Promise<LinkOutcome[]> {
    if (target.type === 'guild') await this.settings.requireFeedsChannel(target.targetId);
    const outcomes = await this.forEachLink(links, async (link) =>
      this.subscribeTo(target, await this.registry.resolve(link), options),
    );
    // Who follows more expects to be told again. A guild needs somebody to choose a channel or to press Resume.
    if (target.type === 'dm' && outcomes.some(({ type }) => type !== 'failed'))
      await this.catchUp.resume(target);
    return outcomes;
  }

  unsubscribe(target: Target, links: readonly string[]): Promise<LinkOutcome[]> {
    return this.forEachLink(links, async (link) => {
      const feed = await this.findKnown(link);
      const subscriber = await this.subscribers.find(target);
      if (!feed) return { type: 'failed', link, message: 'There is no subscription to this series.' };
      const removed =
        subscriber !== null &&
        (await this.unitOfWork.run(() =>
          this.subscriptions.deleteByFeedAndSubscriber(feed.id, subscriber.id),
        ));
      return { type: removed ? 'unsubscribed' : 'not-subscribed', feed, latest: null };
    });
  }

  async list(target: Target, page: number): Promise<SubscriptionPage> {
    const subscriber = await this.subscribers.find(target);
    if (!subscriber)
      return { feeds: [], total: 0, page: 1, pages: 1, unreachableReason: null, pausedSince: null };
    const total = await this.subscriptions.countBySubscriber(subscriber.id);
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const shown = Math.min(Math.max(1, page), pages);
    const feeds = await this.subscriptions.listFeedsPage(subscriber.id, {
      limit: PAGE_SIZE,
      offset: (shown - 1) * PAGE_SIZE,
    });
    return {
      feeds: feeds.map((feed) => Object.assign(feed, { isAsleep: !this.registry.isAwake(feed.platformId) })),
      total,
      page: shown,
      pages,
      unreachableReason: subscriber.unreachableReason?.message ?? null,
      pausedSince: subscriber.pausedSince,
    };
  }

  /** By its link as we show it, so that also what no platform knows any more can be left. */
  private async findKnown(link: string): Promise<FeedEntity | null> {
    const shown = await this.feeds.findBySourceUrl(/^https?:\/\//i.test(link) ? link : `https://${link}`);
    if (shown) return shown;
    const { platformId, sourceId } = await this.registry.resolve(link);
    return this.feeds.findBySource(platformId, sourceId);
  }

  private async subscribeTo(
    target: Target,
    ref: SourceRef,
    options: Partial<SubscriptionOptions>,
  ): Promise<LinkOutcome> {
    // A feed that somebody follows is read all the time; any other has to be looked at now, or what came out
    // while nobody followed it would be news.
    const known = await this.findFollowed(ref);
    const isEnough = known !== null && (await this.listUnread(known, options)).length === 0;
    const snapshot = isEnough ? null : await this.fetchSeries(ref, options);
    if (target.type === 'guild' && (snapshot?.series.isAdult ?? known?.isAdult)) {
      await this.requireAgeRestricted(target, options.channelId ?? (await this.channelOf(target, known)));
    }
    return this.unitOfWork.run(async () => {
      const now = this.clock.now();
      const feed = snapshot ? await this.storeSnapshot(snapshot, options, now) : known;
      if (!feed) throw new Error('A followed feed has vanished');
      const subscriber = await this.subscribers.ensure(target);
      const added = await this.subscriptions.insertIfAbsent(feed.id, subscriber.id, now);
      // Who asks again for what is muted wants to be told.
      await this.subscriptions.setOptions(feed.id, subscriber.id, { mutedUntil: null, ...options });
      if (feed.platformId === 'Web feed') await this.webFeeds.enrol(feed, now);
      const latest = await this.items.findLatest(feed.id);
      return { type: added ? 'subscribed' : 'already-subscribed', feed, latest: latest?.description ?? null };
    });
  }

  private async requireAgeRestricted(target: Target, channelId: Snowflake | null): Promise<void> {
    const traits = channelId === null ? null : await this.channels.find(channelId);
    if (traits?.isAgeRestricted === true) return;
    throw new DomainError(
      'age-restricted',
      `this series is age-restricted and <#${channelId ?? ''}> is not. Mark the channel as age-restricted in its settings, or name one that is with \`channel:#…\`.`,
    );
  }

  /** Where a guild is told of this series, or will be. */
  private async channelOf(target: Target, known: FeedEntity | null): Promise<Snowflake | null> {
    const subscriber = await this.subscribers.find(target);
    const present = known && subscriber && (await this.subscriptions.find(known.id, subscriber.id));
    return present?.channelId ?? (await this.settings.getFeeds(target.targetId)).channelId;
  }

  /** Languages that this subscription wants and none so far: what is out in these is not known. */
  private async listUnread(
    feed: FeedEntity,
    { languages = [] }: Partial<SubscriptionOptions>,
  ): Promise<readonly string[]> {
    if (this.registry.get(feed.platformId).hasLanguages !== true) return [];
    const read = (await this.subscriptions.listLanguages(feed.id)).flatMap(orDefault);
    return orDefault(languages).filter((language) => !read.includes(language));
  }

  private async fetchSeries(
    ref: SourceRef,
    { languages = [] }: Partial<SubscriptionOptions>,
  ): Promise<SeriesSnapshot> {
    const all = new Set([...(await this.wantedLanguages.list()), ...languages]);
    return this.registry.get(ref.platformId).fetchSeries(ref, { languages: [...all] });
  }

  private async findFollowed({ platformId, sourceId }: SourceRef): Promise<FeedEntity | null> {
    if (!this.registry.isAwake(platformId)) return null;
    const feed = await this.feeds.findBySource(platformId, sourceId);
    return feed && (await this.subscriptions.countByFeed(feed.id)) > 0 ? feed : null;
  }

  private async storeSnapshot(
    snapshot: SeriesSnapshot,
    options: Partial<SubscriptionOptions>,
    now: Date,
  ): Promise<FeedEntity> {
    // Asked again: while the platform was asked, somebody else may have begun to follow it.
    const feed = await this.findFollowed(snapshot.series.ref);
    if (!feed) return this.storeBaseline(snapshot, now);
    // Only those languages: what is out in the others and was not read yet is news to somebody.
    const unread = await this.listUnread(feed, options);
    const isUnread = ({ language }: Release): boolean => language !== null && unread.includes(language);
    await this.storeSilently(feed.id, snapshot.releases.filter(isUnread), now);
    return feed;
  }

  private async storeBaseline({ series, releases }: SeriesSnapshot, now: Date): Promise<FeedEntity> {
    const feed = await this.feeds.upsertBySource({
      platformId: series.ref.platformId,
      sourceId: series.ref.sourceId,
      itemsId: series.ref.sourceId,
      name: series.title,
      description: series.description,
      sourceUrl: series.url,
      coverUrl: series.coverUrl,
      tags: series.tags,
      isAdult: series.isAdult,
    });
    await this.feeds.startAnew(feed.id, now);
    await this.storeSilently(feed.id, releases, now);
    return feed;
  }

  private async storeSilently(feedId: number, releases: readonly Release[], now: Date): Promise<void> {
    const items = releases.map((release) => storedItem(feedId, release, { kind: 'silent', now }));
    await this.items.insertNew(items);
    await this.feeds.raiseHighestNumbers(numbersOf(items));
  }

  private async forEachLink(
    links: readonly string[],
    handle: (link: string) => Promise<LinkOutcome>,
  ): Promise<LinkOutcome[]> {
    const outcomes: LinkOutcome[] = [];
    for (const link of links) {
      try {
        outcomes.push(await handle(link));
      } catch (error) {
        outcomes.push({ type: 'failed', link, message: this.explain(error) });
      }
    }
    return outcomes;
  }

  private explain(error: unknown): string {
    if (error instanceof DomainError && error.severity === 'expected') return error.message;
    this.logger.error('A link could not be handled', error instanceof Error ? error.stack : error);
    return 'Something went wrong on my side with this link; nothing was changed for it. Please try again later.';
  }
}

function orDefault(languages: readonly string[]): readonly string[] {
  return languages.length === 0 ? DEFAULT_LANGUAGES : languages;
}

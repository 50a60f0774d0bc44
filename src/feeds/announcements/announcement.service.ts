import { Injectable } from '@nestjs/common';

import { groupBy, type Snowflake } from '../../common';
import { OutboxRepository } from '../../delivery';
import { SettingsService } from '../../settings';
import type { Recipient } from '../../subscribers';
import {
  type FeedEntity,
  type FeedFollower,
  type FeedItemEntity,
  FeedItemRepository,
  FeedRepository,
  type FeedSubscriptionEntity,
  FeedSubscriptionRepository,
  ForgottenItemRepository,
} from '../persistence';
import { ChannelDirectory } from './channel-directory';
import type { ForumTraits } from './forum-tags';
import { RELEASE_MESSAGE, type ReleasePayload } from './release-payload';
import { type Candidate, selectTold } from './select-told';

/** What is to be told of one series. */
export interface Told {
  readonly feed: FeedEntity;
  /** Oldest first, at least one. */
  readonly items: readonly FeedItemEntity[];
  readonly subscription: FeedSubscriptionEntity;
}

interface ChannelPlace {
  readonly type: 'channel';
  readonly channelId: Snowflake;
  readonly forum: ForumTraits | null;
}

export type Place = { readonly type: 'dm' } | ChannelPlace;

export interface SeriesPlace<P extends Place = Place> {
  readonly place: P;
  /** Whether everybody who is told there may hear of age-restricted series. */
  readonly mayBeAdult: boolean;
}

/** What is to be told and where, or why it is not told now. */
export type Announcement =
  | { readonly type: 'tell'; readonly told: readonly Told[]; readonly place: Place }
  /** Goes to several places: a message each. */
  | { readonly type: 'split'; readonly parts: readonly ReleasePayload[] }
  /** Nobody wants it any more. */
  | { readonly type: 'withdraw'; readonly reason: string }
  /** Age-restricted, and this channel is not: it waits until a person changes something. */
  | { readonly type: 'hold'; readonly channelId: Snowflake };

/** Of the messages that wait for one subscriber. */
const MOST_WAITING = 1_000;

/** What goes out together, because it goes to the same place. */
interface Bundle {
  readonly place: ChannelPlace;
  readonly isHeld: boolean;
  readonly told: Told[];
}

@Injectable()
export class AnnouncementService {
  constructor(
    private readonly feeds: FeedRepository,
    private readonly items: FeedItemRepository,
    private readonly forgotten: ForgottenItemRepository,
    private readonly subscriptions: FeedSubscriptionRepository,
    private readonly outbox: OutboxRepository,
    private readonly settings: SettingsService,
    private readonly channels: ChannelDirectory,
  ) {}

  /**
   * Owes one message a subscriber and feed for items that were just stored. Call inside the unit of work that stored
   * them: items without their messages would never be told.
   */
  async owe(items: readonly FeedItemEntity[], now: Date): Promise<void> {
    if (items.length === 0) return;
    const fresh = groupBy(items, ({ feedId }) => feedId);
    const earlier = await this.earlierOf(items);
    const select = memoised((follower: FeedFollower) =>
      selectTold(follower, fresh.get(follower.feedId) ?? [], earlier.get(follower.feedId) ?? []).map(
        ({ id }) => id,
      ),
    );
    for await (const followers of this.subscriptions.pagesOfFollowers([...fresh.keys()], now)) {
      await this.owePage(followers, select, now);
    }
  }

  /** Read at the moment of sending, so an unsubscription or a changed setting reaches what was owed before. */
  async prepare({ releases }: ReleasePayload, recipient: Recipient, now: Date): Promise<Announcement> {
    const told: Told[] = [];
    let reason = 'nothing left to tell';
    for (const { feedId, itemIds } of releases) {
      const feed = await this.feeds.findById(feedId);
      const subscription = await this.subscriptions.find(feedId, recipient.subscriberId);
      if (!feed || !subscription) reason = 'no longer subscribed';
      else if (subscription.mutedUntil !== null && subscription.mutedUntil > now) reason = 'muted';
      else {
        const items = await this.wantedNow(itemIds, subscription, now);
        if (items.length > 0) told.push({ feed, items, subscription });
        else reason = 'no longer wanted';
      }
    }
    if (told.length === 0) return { type: 'withdraw', reason };
    return recipient.type === 'dm'
      ? { type: 'tell', told, place: { type: 'dm' } }
      : this.inGuild(recipient.targetId, told);
  }

  /** Where a subscriber is told of one series, whatever its age; null when nowhere. */
  async placeOf(recipient: Recipient, { channelId }: FeedSubscriptionEntity): Promise<SeriesPlace | null> {
    if (recipient.type === 'dm') return { place: { type: 'dm' }, mayBeAdult: true };
    const general = await this.settings.getFeeds(recipient.targetId);
    const destination = channelId ?? general.channelId;
    return general.enabled && destination !== null ? this.look(destination) : null;
  }

  private async owePage(
    followers: readonly FeedFollower[],
    select: (follower: FeedFollower) => readonly number[],
    now: Date,
  ): Promise<void> {
    const guildIds = followers.filter(({ type }) => type === 'guild').map(({ targetId }) => targetId);
    const silent = await this.settings.listGuildsWithoutFeeds(guildIds);
    await this.outbox.owe(
      followers
        .filter(({ type, targetId }) => type === 'dm' || !silent.has(targetId))
        .flatMap((follower) => {
          const itemIds = select(follower);
          if (itemIds.length === 0) return [];
          const payload: ReleasePayload = { releases: [{ feedId: follower.feedId, itemIds }] };
          return [
            {
              subscriberId: follower.subscriberId,
              kind: RELEASE_MESSAGE,
              payload,
              dedupeKey: `${RELEASE_MESSAGE}:${itemIds.join(',')}`,
              createdAt: now,
              nextAttemptAt: now,
            },
          ];
        }),
    );
  }

  /** Of the owed chapters, the release that the subscription wants by now: another language, another group, or none. */
  private async wantedNow(
    itemIds: readonly number[],
    subscription: FeedSubscriptionEntity,
    now: Date,
  ): Promise<FeedItemEntity[]> {
    // Who left and came back meanwhile is told nothing from before.
    const isSince = ({ firstSeenAt }: FeedItemEntity): boolean => firstSeenAt >= subscription.createdAt;
    const owed = (await this.items.listByIds(itemIds)).filter(isSince);
    const stored = await this.items.listByLogicalKeys(
      owed.map(({ feedId, logicalKey }) => ({ feedId, key: logicalKey })),
    );
    // The owed one first: it stays unless another one is wanted more.
    const isOwed = new Set(owed.map(({ id }) => id));
    const candidates = stored.filter((item) => isSince(item) && !item.isBaseline && !isOwed.has(item.id));
    const others = await this.withoutOwed(candidates, subscription.subscriberId, now);
    const wishes = {
      languages: subscription.languages,
      preferredGroups: subscription.preferredGroups ?? [],
      ignoredGroups: subscription.ignoredGroups ?? [],
    };
    return selectTold(wishes, [...owed, ...others], []).sort(
      (a, b) => a.published.getTime() - b.published.getTime() || a.id - b.id,
    );
  }

  /** Of releases that could be told instead, those of chapters that no other message to the subscriber waits to tell. */
  private async withoutOwed(
    items: readonly FeedItemEntity[],
    subscriberId: number,
    now: Date,
  ): Promise<readonly FeedItemEntity[]> {
    if (items.length === 0) return items;
    const page = { afterId: 0, now, limit: MOST_WAITING };
    const waiting = await this.outbox.listUnclaimed(subscriberId, RELEASE_MESSAGE, page);
    const owed = new Set(
      waiting.flatMap(({ payload }) =>
        (payload as ReleasePayload).releases.flatMap(({ itemIds }) => itemIds),
      ),
    );
    const chapters = new Set(items.filter(({ id }) => owed.has(id)).map(({ logicalKey }) => logicalKey));
    return items.filter(({ logicalKey }) => !chapters.has(logicalKey));
  }

  private async inGuild(guildId: Snowflake, told: readonly Told[]): Promise<Announcement> {
    const { enabled, channelId } = await this.settings.getFeeds(guildId);
    if (!enabled) return { type: 'withdraw', reason: 'feeds are disabled in this server' };
    const bundles = new Map<string, Bundle>();
    for (const entry of told) {
      const destination = entry.subscription.channelId ?? channelId;
      if (destination !== null) await this.addTo(bundles, entry, destination);
    }
    const [first, ...others] = bundles.values();
    if (!first) return { type: 'withdraw', reason: 'no channel is set for feeds in this server' };
    if (others.length > 0) return { type: 'split', parts: [first, ...others].map(payloadOf) };
    return first.isHeld
      ? { type: 'hold', channelId: first.place.channelId }
      : { type: 'tell', told: first.told, place: first.place };
  }

  private async addTo(bundles: Map<string, Bundle>, told: Told, channelId: Snowflake): Promise<void> {
    const { place, mayBeAdult } = await this.look(channelId);
    const isHeld = told.feed.isAdult && !mayBeAdult;
    // A forum has a post for each series.
    const key = [channelId, isHeld, place.forum && told.feed.id].join();
    const bundle = bundles.get(key) ?? { place, isHeld, told: [] };
    bundle.told.push(told);
    bundles.set(key, bundle);
  }

  /** What cannot be seen now is tried: Discord's answer then says what is wrong. */
  private async look(channelId: Snowflake): Promise<SeriesPlace<ChannelPlace>> {
    const traits = await this.channels.find(channelId);
    const place = { type: 'channel', channelId, forum: traits?.forum ?? null } as const;
    return { place, mayBeAdult: traits?.isAgeRestricted !== false };
  }

  private async earlierOf(
    items: readonly FeedItemEntity[],
  ): Promise<Map<number, (Candidate & { readonly feedId: number })[]>> {
    const isFresh = new Set(items.map(({ id }) => id));
    const chapters = items.map(({ feedId, logicalKey }) => ({ feedId, key: logicalKey }));
    const stored = await this.items.listByLogicalKeys(chapters);
    return groupBy(
      [...stored.filter(({ id }) => !isFresh.has(id)), ...(await this.forgotten.listByLogicalKeys(chapters))],
      ({ feedId }) => feedId,
    );
  }
}

/** Thousands of followers of a feed share a handful of wishes. */
function memoised(select: (follower: FeedFollower) => number[]): (follower: FeedFollower) => number[] {
  const results = new Map<string, number[]>();
  return (follower) => {
    const { feedId, languages, preferredGroups, ignoredGroups } = follower;
    const key = JSON.stringify([feedId, languages, preferredGroups, ignoredGroups]);
    const known = results.get(key) ?? select(follower);
    results.set(key, known);
    return known;
  };
}

function payloadOf({ told }: Bundle): ReleasePayload {
  return {
    releases: told.map(({ feed, items }) => ({ feedId: feed.id, itemIds: items.map(({ id }) => id) })),
  };
}

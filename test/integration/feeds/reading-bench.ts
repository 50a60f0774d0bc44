import { SandboxPlatforms, SandboxWorld } from '../../../sandbox/platforms';
import { toSnowflake } from '../../../src/common';
import { OutboxRepository } from '../../../src/delivery';
import { type FeedEntity, FeedItemRepository, FeedRepository, type FeedItemEntity } from '../../../src/feeds';
import type { PlatformId } from '../../../src/feeds/platforms';
import { Reconciler } from '../../../src/feeds/polling/reconciler';
import { StreamPoller } from '../../../src/feeds/polling/stream-poller';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { startApplication, type TestApplication } from '../../support/application';
import { SettableClock } from '../../support/settable-clock';
import { FEED_NOTICE, type FeedNotice } from '../../../src/feeds/announcements/feed-notice';
import { itemIdsIn } from '../../support/item-ids';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const member = { type: 'dm' as const, targetId: toSnowflake('200000000000000001') };

/** The whole application against the sandbox's platforms, on one clock that only moves when a test moves it. */
export class ReadingBench {
  private constructor(
    readonly clock: SettableClock,
    readonly platforms: SandboxPlatforms,
    private readonly application: TestApplication,
  ) {}

  static async start(over: Readonly<Record<string, string>> = {}): Promise<ReadingBench> {
    const clock = new SettableClock();
    const world = new SandboxWorld({ now: () => clock.now().getTime(), seed: false });
    const platforms = await SandboxPlatforms.start({ world, rateLimits: false });
    const variables = {
      ANILIST_API_URL: platforms.anilistUrl,
      MANGADEX_API_URL: platforms.mangadexUrl,
      ENABLE_FEED_PUBLISHER: 'false',
      LOG_LEVEL: 'fatal',
      ...over,
    };
    return new ReadingBench(clock, platforms, await startApplication(variables, clock));
  }

  get world(): SandboxWorld {
    return this.platforms.world;
  }

  /** The present in milliseconds, plus so many. */
  at(ms = 0): number {
    return this.clock.now().getTime() + ms;
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.application.app.get(type);
  }

  async follow(...links: string[]): Promise<void> {
    const outcomes = await this.get(SubscriptionService).subscribe(member, links);
    expect(outcomes.map(({ type }) => type)).toEqual(links.map(() => 'subscribed'));
  }

  /** Lets time pass and does what the scheduler does. @returns what is told, in the order it was owed. */
  async tick(afterMs = MINUTE): Promise<FeedItemEntity[]> {
    this.clock.pass(afterMs);
    const before = (await this.get(OutboxRepository).listAll()).length;
    await this.get(StreamPoller).tick();
    await this.get(Reconciler).tick();
    const owed = (await this.get(OutboxRepository).listAll()).slice(before);
    const ids = itemIdsIn(owed);
    return this.get(FeedItemRepository).listByIds(ids);
  }

  /** The ends of a series that were told, each as often as there are followers. */
  async endingsOf(platformId: PlatformId, sourceId: string | number): Promise<string[]> {
    const { id } = await this.feed(platformId, sourceId);
    const notices = (await this.get(OutboxRepository).listAll()).filter(({ kind }) => kind === FEED_NOTICE);
    return notices
      .map(({ payload }) => payload as Extract<FeedNotice, { type: 'ended' }>)
      .filter(({ feedId }) => feedId === id)
      .map(({ as }) => as);
  }

  /** So many minutes, a tick every few of them. @returns the labels of everything told. */
  async minutes(count: number, every = 1): Promise<string[]> {
    const told: string[] = [];
    for (let minute = 0; minute < count; minute += every) {
      told.push(...labelsOf(await this.tick(every * MINUTE)));
    }
    return told;
  }

  async feed(platformId: PlatformId, sourceId: string | number): Promise<FeedEntity> {
    const feed = await this.get(FeedRepository).findBySource(platformId, String(sourceId));
    if (!feed) throw new Error(`${sourceId} is not followed`);
    return feed;
  }

  get requests(): number {
    return this.platforms.anilist.requests.length + this.platforms.mangadex.requests.length;
  }

  async close(): Promise<void> {
    await this.application.close();
    await this.platforms.close();
  }
}

export function labelsOf(items: readonly FeedItemEntity[]): string[] {
  return items.map(({ description }) => description);
}

import { ClockWatch } from '../../../src/database';
import { OutboxRepository } from '../../../src/delivery';
import { FeedSubscriptionRepository } from '../../../src/feeds';
import { AnnouncementService } from '../../../src/feeds/announcements/announcement.service';
import type { ReleasePayload } from '../../../src/feeds/announcements/release-payload';
import { SubscriptionOptionsService } from '../../../src/feeds/subscriptions/subscription-options.service';
import { SubscriberService } from '../../../src/subscribers';
import { HOUR, labelsOf, member, ReadingBench } from './reading-bench';

describe('a clock that was ahead and is put right', () => {
  let bench: ReadingBench;
  beforeAll(async () => {
    bench = await ReadingBench.start();
  });
  afterAll(() => bench.close());

  /** While the bot is not running. */
  async function setBack(byMs: number): Promise<void> {
    bench.get(ClockWatch).onModuleDestroy();
    bench.clock.pass(-byMs);
    await bench.get(ClockWatch).onApplicationBootstrap();
  }

  it('keeps nothing from who subscribed meanwhile, and leaves a pause as they chose it', async () => {
    const [manga, muted] = [bench.world.addManga({}), bench.world.addManga({})];
    await bench.follow(manga.url, muted.url);
    const { id = 0 } = (await bench.get(SubscriberService).find(member)) ?? {};
    const { feed, until } = await bench
      .get(SubscriptionOptionsService)
      .mute(member, (await bench.feed('MangaDex', muted.id)).id);

    await setBack(2 * HOUR);
    bench.world.publishChapter(manga.id, { chapter: '1' });
    expect(labelsOf(await bench.tick())).toEqual(['Chapter 1']);

    const [owed] = await bench.get(OutboxRepository).listAll();
    const recipient = await bench.get(SubscriberService).getRecipient(id);
    const announcements = bench.get(AnnouncementService);
    expect(
      await announcements.prepare(owed?.payload as ReleasePayload, recipient, bench.clock.now()),
    ).toMatchObject({ type: 'tell' });
    const subscription = await bench.get(FeedSubscriptionRepository).find(feed.id, id);
    expect(subscription?.mutedUntil).toEqual(until);
  });
});

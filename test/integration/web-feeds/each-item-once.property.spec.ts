import fc from 'fast-check';

import {
  atomDocument,
  jsonFeedDocument,
  rssDocument,
  type SandboxFeed,
  type SandboxItem,
  SandboxWebFeeds,
} from '../../../sandbox/web-feeds';
import { toSnowflake } from '../../../src/common';
import { UnitOfWork } from '../../../src/database';
import { OutboxRepository } from '../../../src/delivery';
import { FeedItemRepository, WebFeedRepository } from '../../../src/feeds';
import { ItemRetention } from '../../../src/feeds/retention/item-retention';
import { WebFeedPoller } from '../../../src/feeds/polling/web-feed-poller';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { startApplication, type TestApplication } from '../../support/application';
import { SettableClock } from '../../support/settable-clock';
import { itemIdsIn } from '../../support/item-ids';

const HOUR = 3_600_000;
const member = { type: 'dm' as const, targetId: toSnowflake('200000000000000001') };
const OUT_BEFORE = 4;

/** How a feed names its items; each tells them apart by something else. */
const namings: Readonly<Record<string, (n: number) => SandboxItem>> = {
  identities: (n) => ({ id: `tag:${n}`, link: 'https://example.org/', title: 'New episode' }),
  links: (n) => ({ link: `https://example.org/${n}`, title: 'New episode' }),
  titles: (n) => ({ title: `Episode ${n}` }),
  'one identity for all': (n) => ({
    id: 'https://example.org/',
    link: `https://example.org/${n}`,
    title: 'New',
  }),
};
const formats: readonly ((feed: SandboxFeed) => string)[] = [rssDocument, atomDocument, jsonFeedDocument];

const step = fc.record({
  published: fc.nat(2),
  format: fc.constantFrom(...formats),
  isShuffled: fc.boolean(),
  isRepeated: fc.boolean(),
  isForgotten: fc.boolean(),
  outcome: fc.constantFrom('read', 'read', 'crash', 'outage', 'nonsense'),
});

describe('a web feed', () => {
  const clock = new SettableClock();
  let site: SandboxWebFeeds;
  let application: TestApplication;
  let paths = 0;
  /** Keys of items that are not there any more, by their id. */
  const forgotten = new Map<number, string>();
  let forgettings = 0;

  beforeAll(async () => {
    site = await SandboxWebFeeds.start();
    application = await startApplication(
      { ALLOW_PRIVATE_FEEDS: site.origin, ENABLE_FEED_PUBLISHER: 'false', LOG_LEVEL: 'fatal' },
      clock,
    );
  });
  afterAll(async () => {
    await application.close();
    await site.close();
  });

  async function poll(isCrashing = false): Promise<void> {
    clock.pass(25 * HOUR);
    const poller = application.app.get(WebFeedPoller);
    if (!isCrashing) return poller.tick();
    const update = jest.spyOn(application.app.get(WebFeedRepository), 'update');
    update.mockRejectedValueOnce(new Error('power cut'));
    await expect(poller.tick()).rejects.toThrow('power cut');
    update.mockRestore();
  }

  /** The keys of all items that were told since the `from`-th message. */
  async function told(from: number): Promise<string[]> {
    const messages = (await application.app.get(OutboxRepository).listAll()).slice(from);
    const ids = itemIdsIn(messages);
    const items = application.app.get(FeedItemRepository);
    const rows = await Promise.all(ids.map((id) => items.findById(id)));
    return rows.map((row, index) => row?.itemKey ?? forgotten.get(ids[index] ?? 0) ?? '');
  }

  /** Every message arrives, and everything is old at once. */
  async function forget(): Promise<void> {
    for (const { id, itemKey } of await application.app.get(FeedItemRepository).listAll()) {
      forgotten.set(id, itemKey);
    }
    const unitOfWork = application.app.get(UnitOfWork);
    await unitOfWork.run(() => unitOfWork.writer.query(`UPDATE outbox_messages SET state = 'sent'`));
    clock.pass(1);
    forgettings += await application.app.get(ItemRetention).forget(clock.now(), { newest: 0, numbers: 0 });
  }

  it.each(
    Object.keys(namings).flatMap((naming) => [
      [naming, 'with dates'],
      [naming, 'without dates'],
    ]),
  )('that tells items apart by %s, %s, is told item by item, each once', async (naming, dates) => {
    const nameOf = namings[naming];
    if (!nameOf) throw new Error(`no naming ${naming}`);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        const path = `/feed-${(paths += 1)}`;
        const items: SandboxItem[] = [];
        const publish = (): void => {
          const date = new Date(Math.floor(clock.now().getTime() / 1_000) * 1_000 + items.length * 1_000);
          items.unshift({ ...nameOf(items.length), ...(dates === 'with dates' ? { date } : {}) });
        };
        const show = (document: string): string => site.serve(path, { body: document });
        for (let n = 0; n < OUT_BEFORE; n += 1) publish();
        clock.pass(HOUR);
        const subscriptions = application.app.get(SubscriptionService);
        const address = show(rssDocument({ title: path, items }));
        const before = (await application.app.get(OutboxRepository).listAll()).length;
        expect(await subscriptions.subscribe(member, [address])).toMatchObject([{ type: 'subscribed' }]);
        await poll();

        for (const { published, format, isShuffled, isRepeated, isForgotten, outcome } of steps) {
          for (let n = 0; n < published; n += 1) publish();
          const shown = isShuffled ? [...items].reverse() : items;
          show(format({ title: path, items: isRepeated ? [...shown, ...shown] : shown }));
          if (outcome === 'outage') site.serve(path, { status: 503 });
          if (outcome === 'nonsense') show('<html>Just a moment…</html>');
          await poll(outcome === 'crash');
          if (isForgotten) await forget();
        }
        show(rssDocument({ title: path, items }));
        await poll();
        await poll();

        const keys = await told(before);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys).toHaveLength(items.length - OUT_BEFORE);
        await subscriptions.unsubscribe(member, [address]);
      }),
      { numRuns: 15 },
    );
    expect(forgettings).toBeGreaterThan(0);
  });
});

import { expectSendable } from '../../../test/support/expect-sendable';
import type { FeedEntity } from '../persistence';
import { linkOutcomesView } from './link-outcomes.view';
import { subscriptionListView } from './subscription-list.view';

const worstTitle = '**漢字の題名** 🎉 @everyone '.repeat(20);
const feed = (id: number): FeedEntity => ({
  id,
  name: worstTitle,
  description: '',
  platformId: 'MangaDex',
  sourceId: String(id),
  itemsId: String(id),
  sourceUrl: `https://mangadex.org/title/${'0'.repeat(36)}`,
  coverUrl: null,
  tags: [],
  baselineAt: null,
  isAdult: false,
  state: 'active',
  highestNumber: null,
  nextCheckAt: new Date(0),
  gapSince: null,
  endedSince: null,
  missingSince: null,
  missingCount: 0,
  foreignItemKey: null,
});
const ten = Array.from({ length: 10 }, (_, index) => feed(index + 1));

describe('subscriptionListView', () => {
  it('is sendable with a full page of the longest titles and a warning', () => {
    const page = {
      feeds: ten,
      total: 95,
      page: 3,
      pages: 10,
      unreachableReason: '403 50013: Missing Permissions',
      pausedSince: new Date(8.64e15),
    };
    const view = subscriptionListView(page, 'server');
    expectSendable(view);
    expect(JSON.stringify(view)).toContain('This server follows 95 series');
    expect(JSON.stringify(view)).toContain('Page 3 of 10');
    expect(JSON.stringify(view)).toContain('View Channel');
    expect(JSON.stringify(view)).toContain('Messages are paused');
  });

  it('helps whoever follows nothing', () => {
    const view = subscriptionListView(
      { feeds: [], total: 0, page: 1, pages: 1, unreachableReason: null, pausedSince: null },
      'dm',
    );
    expect(JSON.stringify(view)).toContain('/feed subscribe');
  });
});

describe('linkOutcomesView', () => {
  it('is sendable with ten links of each outcome', () => {
    for (const type of ['subscribed', 'already-subscribed', 'unsubscribed', 'not-subscribed'] as const) {
      expectSendable(
        linkOutcomesView(
          ten.map((entry) => ({ type, feed: entry, latest: worstTitle })),
          'dm',
        ),
      );
    }
    const failed = {
      type: 'failed' as const,
      link: 'https://example.org/'.padEnd(2000, 'x'),
      message: 'y'.repeat(400),
    };
    expectSendable(
      linkOutcomesView(
        Array.from({ length: 10 }, () => failed),
        'dm',
      ),
    );
  });
});

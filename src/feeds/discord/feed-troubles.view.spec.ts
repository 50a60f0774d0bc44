import { expectSendable } from '../../../test/support/expect-sendable';
import { toSnowflake } from '../../common';
import { COUNTED_UP_TO } from '../../delivery';
import type { FeedTrouble, SourceHealth } from '../health/feed-health.service';
import { feedHealthView, type FeedHealthModel } from './feed-health.view';

const NOW = new Date('2026-11-22T12:00:00Z');
const WORST = '**`<@&進撃の巨人>`** [x](https://x.org) 🎉'.repeat(40);
const source: SourceHealth = {
  name: WORST,
  stream: WORST,
  lastReadAt: NOW,
  nextReadAt: NOW,
  failures: 9_999,
  lastError: WORST,
  lagMs: 9e12,
  pause: { until: NOW, because: WORST },
};
const trouble: FeedTrouble = {
  name: WORST,
  sourceUrl: `https://comick.dev/comic/${'x'.repeat(150)}`,
  platformId: 'Comick',
  state: 'active',
  lastError: null,
  isAsleep: true,
};
const model = (troubles: readonly FeedTrouble[]): FeedHealthModel =>
  ({
    sources: [source],
    troubles,
    delivery: null,
    notice: null,
    pausedSince: null,
    target: { type: 'dm', targetId: toSnowflake('9223372036854775807') },
  });

describe('feedHealthView of what is followed and not read', () => {
  it('is sendable at its longest', () => {
    const failing = { ...trouble, platformId: 'Web feed', lastError: WORST, isAsleep: false } as const;
    expectSendable(
      feedHealthView({
        ...model([trouble, trouble, failing, failing]),
        sources: Array.from({ length: 50 }, () => source),
        delivery: {
          owed: COUNTED_UP_TO,
          retrying: { attempts: 99_999, error: WORST, nextAttemptAt: NOW },
          refused: COUNTED_UP_TO,
          deadLetters: Array.from({ length: 5 }, () => ({ reason: WORST, createdAt: NOW })),
        },
      }),
    );
  });

  it('says why each is not read, and how long a platform is left alone', () => {
    const of = (over: Partial<FeedTrouble>): string =>
      JSON.stringify(feedHealthView(model([{ ...trouble, name: 'Name', isAsleep: false, ...over }])));
    expect(of({ isAsleep: true })).toContain('Comick has closed; the history is kept');
    expect(of({ state: 'gone' })).toContain('Name: no longer there');
    expect(of({ lastError: 'GET a.b/c: 503' })).toContain('503');
    expect(of({})).toContain('left alone until');
  });
});

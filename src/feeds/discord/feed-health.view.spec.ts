import { expectSendable } from '../../../test/support/expect-sendable';
import { toSnowflake } from '../../common';
import { COUNTED_UP_TO } from '../../delivery';
import { HELD_REASON } from '../announcements/release-payload';
import { feedHealthView, type FeedHealthModel } from './feed-health.view';
import { type StopNoticeModel, stopNoticeView } from './stop-notice.view';

const NOW = new Date('2026-11-22T12:00:00Z');
const WORST = '**`<@&進撃の巨人>`** [x](https://x.org) 🎉'.repeat(40);
const guild = { type: 'guild', targetId: toSnowflake('9223372036854775807') } as const;
const worstNotice: StopNoticeModel = {
  target: guild,
  stop: {
    cause: 'refused',
    code: 50013,
    message: WORST,
    channelId: toSnowflake('9223372036854775806'),
    missing: ['View Channel', 'Send Messages in Threads', 'Attach Files'],
  },
  since: NOW,
  waiting: COUNTED_UP_TO,
  guildName: WORST,
};
const well: FeedHealthModel = {
  sources: [
    {
      name: 'MangaDex',
      stream: 'on-site',
      lastReadAt: NOW,
      nextReadAt: NOW,
      failures: 0,
      lastError: null,
      lagMs: 30_000,
      pause: null,
    },
  ],
  webFeeds: { total: 0, failing: 0, worst: [] },
  unread: [],
  delivery: { owed: 0, retrying: null, refused: 0, deadLetters: [] },
  notice: null,
  pausedSince: null,
  target: { type: 'dm', targetId: guild.targetId },
};

const webFeed = {
  name: WORST,
  url: 'https://example.org/feed.xml',
  lastReadAt: NOW,
  nextReadAt: NOW,
  failures: 99_999,
  lastError: WORST,
  isGone: false,
  isHostShut: true,
};

const asleep = {
  name: 'Name',
  sourceUrl: `https://comick.dev/comic/${'x'.repeat(150)}`,
  platformId: 'Comick',
  isAsleep: true,
} as const;

describe('feedHealthView', () => {
  it('is sendable at its longest', () => {
    const source = { ...well.sources[0], name: WORST, stream: WORST, failures: 99_999, lastError: WORST };
    expectSendable(
      feedHealthView({
        sources: Array.from({ length: 50 }, () => ({
          ...source,
          lastReadAt: NOW,
          nextReadAt: NOW,
          lagMs: 9e12,
          pause: { until: NOW, because: WORST },
        })),
        webFeeds: {
          total: 2_000,
          failing: 2_000,
          worst: [140, 490, 2_000].map((length) => ({
            ...webFeed,
            url: `https://a.b/${'x'.repeat(length)}`,
          })),
        },
        unread: Array.from({ length: 4 }, (_, n) => ({ ...asleep, name: WORST, isAsleep: n % 2 === 0 })),
        delivery: {
          owed: COUNTED_UP_TO,
          retrying: { attempts: 99_999, error: WORST, nextAttemptAt: NOW },
          refused: COUNTED_UP_TO,
          deadLetters: Array.from({ length: 5 }, () => ({ reason: WORST, createdAt: NOW })),
        },
        notice: worstNotice,
        pausedSince: new Date(8.64e15),
        target: guild,
      }),
    );
  });

  it('says in words what failed, how often and how far behind it is', () => {
    const failing = { failures: 3, lastError: 'MangaDex answered with 503', lagMs: 5 * 3_600_000 };
    const [source] = well.sources;
    if (!source) throw new Error('no source');
    const shown = JSON.stringify(feedHealthView({ ...well, sources: [{ ...source, ...failing }] }));
    expect(shown).toContain('3 reads failed: MangaDex answered with 503');
    expect(shown).toContain('5 hours behind');
  });

  it('says which web feeds have trouble and why, and that a platform asked to be left alone', () => {
    const worst = [
      { ...webFeed, name: 'Broken', failures: 2, lastError: 'answered with 500' },
      { ...webFeed, name: 'Fine', failures: 0, lastError: null, isHostShut: false },
      { ...webFeed, name: 'Gone', isGone: true, nextReadAt: null },
    ];
    const shut = well.sources.map((source) => ({ ...source, pause: { until: NOW, because: 'as it asked' } }));
    const view = feedHealthView({ ...well, sources: shut, webFeeds: { total: 7, failing: 1, worst } });
    const shown = JSON.stringify(view);
    expect(shown).toMatch(/MangaDex.*left alone until <t:/);
    expect(shown).toMatch(/7 feeds, 1 has trouble/);
    expect(shown).toMatch(/⚠️ \[Broken\].*2 reads failed: answered with 500.*host is left alone/);
    expect(shown).toMatch(/✅ \[Fine\].*⚠️ \[Gone\].*gone; not read any more.*…and 4 more/);
  });

  it('says what of the followed series is not read any more and why', () => {
    const of = (isAsleep: boolean): string =>
      JSON.stringify(feedHealthView({ ...well, unread: [{ ...asleep, isAsleep }] }));
    expect(of(true)).toContain('Comick has closed; the history is kept');
    expect(of(false)).toContain('Name: no longer there');
  });

  it('says that messages are paused and offers to resume', () => {
    const shown = JSON.stringify(feedHealthView({ ...well, pausedSince: NOW }));
    expect(shown).toContain('Messages are paused');
    expect(shown).toContain('"label":"Resume"');
    expect(JSON.stringify(feedHealthView(well))).not.toContain('Resume');
    const delivery = {
      owed: 0,
      retrying: null,
      refused: 1,
      deadLetters: [{ reason: HELD_REASON, createdAt: NOW }],
    };
    expect(JSON.stringify(feedHealthView({ ...well, delivery }))).toContain('"label":"Resume"');
  });

  it('says what to do before anything is followed or read', () => {
    const view = feedHealthView({ ...well, sources: [], delivery: null });
    expectSendable(view);
    expect(JSON.stringify(view)).toContain('Nothing is followed yet');
  });
});

describe('stopNoticeView', () => {
  const reasons: [string, Partial<StopNoticeModel['stop']>, string][] = [
    ['missing permissions', {}, 'give me **View Channel** and **Send Messages'],
    ['a deleted channel', { cause: 'channel-deleted' }, 'is gone'],
    ['an unknown channel', { code: 10003 }, 'is gone'],
    ['a removed bot', { cause: 'bot-removed' }, 'am back'],
    ['a returned bot', { cause: 'bot-returned' }, 'am back'],
    ['another refusal', { missing: [] }, 'Discord refuses my messages'],
  ];

  it.each(reasons)('explains %s and can be sent', (_case, stop, words) => {
    const view = stopNoticeView({ ...worstNotice, stop: { ...worstNotice.stop, ...stop } });
    expectSendable(view);
    expect(JSON.stringify(view)).toContain(words);
    expect(JSON.stringify(view)).toContain('"label":"Resume"');
  });

  it('tells a member how to open direct messages', () => {
    const stop = { ...worstNotice.stop, code: 50007, channelId: null, missing: [] };
    const view = stopNoticeView({ ...worstNotice, stop, target: well.target, waiting: 1 });
    expect(JSON.stringify(view)).toMatch(/privacy settings.*\*\*1 message\*\* waits and is kept/);
  });
});

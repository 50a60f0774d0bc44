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
    },
  ],
  delivery: { owed: 0, retrying: null, refused: 0, deadLetters: [] },
  notice: null,
  pausedSince: null,
  target: { type: 'dm', targetId: guild.targetId },
};

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
        })),
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

import { expectSendable } from '../../../test/support/expect-sendable';
import { toSnowflake } from '../../common';
import { type FeedTestModel, feedTestView, sampleView } from './feed-test.view';

const NOW = new Date('2026-11-22T12:00:00Z');
const id = toSnowflake('9223372036854775807');
const target = { type: 'guild', targetId: id } as const;
const missing = ['View Channel', 'Send Messages in Threads'];
const others = Array.from({ length: 10 }, () => ({ channelId: id, missing }));
const stop = { cause: 'refused', code: 50013, message: '**x**'.repeat(500), channelId: id, missing } as const;
const worst = '`@everyone` **[x](https://x.org)**'.repeat(40);

describe('feedTestView', () => {
  const outcomes: [FeedTestModel['outcome'], string][] = [
    [{ type: 'sent', channelId: id, messageId: id }, 'It works'],
    [{ type: 'missing', channelId: id, missing }, 'give me **View Channel**'],
    [{ type: 'refused', reason: worst }, 'Discord refused the test'],
    [{ type: 'waiting', ahead: 10_000, reason: worst }, '10000 messages go first'],
    [{ type: 'paused', since: NOW }, 'Messages are paused'],
    [{ type: 'stopped', notice: { target, stop, since: NOW, waiting: 3, guildName: worst } }, 'Resume'],
  ];

  it.each(outcomes)('says what to do: %j', (outcome, words) => {
    const view = feedTestView({ target, outcome, others });
    expectSendable(view);
    expect(JSON.stringify(view)).toContain(words);
    expectSendable(feedTestView({ target: { ...target, type: 'dm' }, outcome, others: [] }));
  });

  it('names what is missing in channels of single series although the sample arrived', () => {
    const outcome = { type: 'sent', channelId: id, messageId: id } as const;
    expect(JSON.stringify(feedTestView({ target, outcome, others }))).toContain('Send Messages in Threads');
  });
});

describe('sampleView', () => {
  it('says that it is a test', () => {
    expectSendable(sampleView(NOW));
    expect(JSON.stringify(sampleView(NOW))).toContain('nothing has come out');
  });
});

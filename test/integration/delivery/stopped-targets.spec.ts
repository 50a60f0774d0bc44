import { Logger } from '@nestjs/common';

import { type Snowflake, toSnowflake } from '../../../src/common';
import type { Answer } from '../../../src/delivery/classify-answer';
import { type Destination, STOP_NOTICE } from '../../../src/delivery/message';
import type { Stop, Target } from '../../../src/subscribers';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { SettableClock } from '../../support/settable-clock';
import {
  ACCEPTED,
  buildDelivery,
  type DeliveryParts,
  MergingKind,
  REMOVED,
  ScriptedSender,
  TestKind,
} from './delivery-parts';

const DAY = 24 * 3_600_000;
const member: Target = { type: 'dm', targetId: toSnowflake('200000000000000001') };
const guild: Target = { type: 'guild', targetId: toSnowflake('300000000000000001') };
const admin = toSnowflake('200000000000000009');
const refusal = (status: number, code: number, missing: string[] = []): Answer => ({
  type: 'rejected',
  status,
  code,
  message: 'no',
  missing,
});

/** Goes to the admin, then to one channel. */
class NoticeKind extends TestKind {
  constructor() {
    super(STOP_NOTICE);
    this.prepared = (payload) => ({
      type: 'send',
      destination: (payload as { next?: Destination }).next ?? { type: 'dm', userId: admin },
      body: { components: [{ payload: 'notice' }], flags: 0 },
    });
  }
  afterRefusal(_payload: unknown, refused: Destination): unknown {
    return refused.type === 'dm' ? { next: { type: 'channel', channelId: '400000000000000009' } } : null;
  }
}

describe('stopped targets', () => {
  let database: TestDatabase;
  let sender: ScriptedSender;
  let clock: SettableClock;
  let parts: DeliveryParts;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    database = await openTestDatabase();
    sender = new ScriptedSender();
    clock = new SettableClock();
    parts = build();
  });
  afterEach(() => database.close());

  const build = (): DeliveryParts =>
    buildDelivery(database, { sender, kinds: [new MergingKind(), new NoticeKind()], clock });

  const owe: DeliveryParts['owe'] = (...given) => parts.owe(...given);
  const tick: DeliveryParts['tick'] = () => parts.tick();

  it.each([
    [403, 50007],
    [404, 10003],
    [403, 50278],
    [403, 0],
  ])(
    'are not asked again after %i (%i), for days, and keep everything they are owed',
    async (status, code) => {
      await owe(member, 'one', 'two');
      sender.answers.push(refusal(status, code));
      for (let day = 0; day < 5; day++) {
        expect(await tick()).toMatchObject([{ state: 'pending' }, { state: 'pending' }]);
        clock.pass(DAY);
      }
      expect(sender.sent).toHaveLength(1);
      expect(await parts.service.findStopped(member)).toMatchObject({ stop: { cause: 'refused', code } });
    },
  );

  it('say which permission is missing in which channel since when', async () => {
    await owe(guild, 'one');
    sender.answers.push(refusal(403, 50013, ['Send Messages']));
    const since = clock.now();
    await tick();
    expect(await parts.service.findStopped(guild)).toMatchObject({
      since,
      shown: false,
      stop: { cause: 'refused', code: 50013, channelId: guild.targetId, missing: ['Send Messages'] },
    });
  });

  it('get everything as one message, in order, when they are resumed', async () => {
    await owe(member, 'one', 'two', 'three');
    sender.answers.push(refusal(403, 50007));
    await tick();
    const [refused] = sender.sent;
    expect(await parts.catchUp.resume(member)).toBe(true);
    expect(await tick()).toMatchObject([
      { state: 'sent', payload: 'one+two+three' },
      { state: 'withdrawn', lastError: 'merged into 1' },
      { state: 'withdrawn', lastError: 'merged into 1' },
    ]);
    expect(sender.told).toEqual(['one', 'one+two+three']);
    // Discord may have seen the first under its nonce and would take the catch-up for it.
    expect(sender.sent[1]?.nonce).not.toBe(refused?.nonce);
    expect(await parts.catchUp.resume(member)).toBe(false);
  });

  it('get thousands of messages as one', async () => {
    const payloads = Array.from({ length: 1_234 }, (_, n) => `${n}`);
    await owe(member, ...payloads);
    sender.answers.push(refusal(403, 50007));
    await tick();
    await parts.catchUp.resume(member);
    await tick();
    expect(sender.told.slice(1)).toEqual([payloads.join('+')]);
  });

  it('keep a message that is on its way out of the catch-up', async () => {
    const id = await owe(member, 'one', 'two', 'three');
    let answer: (answer: Answer) => void = () => undefined;
    sender.answers.push(new Promise((resolve) => (answer = resolve)));
    await parts.worker.tick();
    await parts.service.markUnreachable(id, REMOVED);
    await parts.catchUp.resume(member);
    answer({ type: 'unanswered', message: 'socket hang up' });
    await parts.worker.settled();
    clock.pass(DAY);
    await tick();
    expect(sender.told).toEqual(['one', 'one', 'two+three']);
  });

  it('lose nothing where an answer comes after the lease of its message ran out and it was merged', async () => {
    const id = await owe(member, 'one', 'two', 'three');
    let answer: (answer: Answer) => void = () => undefined;
    sender.answers.push(new Promise((resolve) => (answer = resolve)));
    await parts.worker.tick();
    clock.pass(3 * 60_000);
    await parts.catchUp.merge(id);
    answer(ACCEPTED);
    await tick();
    clock.pass(3 * 60_000);
    await tick();
    expect(sender.told).toEqual(['one', 'one+two+three']);
  });

  it('are told of once, to the admin, and go on waiting', async () => {
    await owe(guild, 'one', 'two');
    sender.answers.push(refusal(403, 50001));
    await tick();
    clock.pass(DAY);
    await tick();
    expect(sender.sent.map(({ destination }) => destination)).toEqual([
      { type: 'channel', channelId: guild.targetId },
      { type: 'dm', userId: admin },
    ]);
  });

  it('are told of elsewhere when the admin cannot be reached, whose own messages stop as well', async () => {
    await owe({ type: 'dm', targetId: admin }, 'own');
    await tick();
    await owe(guild, 'one');
    sender.answers.push(refusal(403, 50001), refusal(403, 50007));
    await tick();
    expect(sender.sent.slice(2).map(({ destination }) => destination)).toEqual([
      { type: 'dm', userId: admin },
      { type: 'channel', channelId: '400000000000000009' },
    ]);
    expect(await parts.service.findStopped({ type: 'dm', targetId: admin })).toMatchObject({
      stop: { code: 50007 },
    });
  });

  it('are told of again only after another stop', async () => {
    await owe(guild, 'one');
    sender.answers.push(refusal(403, 50001));
    await tick();
    await parts.catchUp.resume(guild);
    clock.pass(1);
    sender.answers.push(refusal(403, 50001));
    await tick();
    expect(sender.told).toEqual(['one', 'notice', 'one', 'notice']);
  });

  it('stay stopped by what happened first until it is something else', async () => {
    const id = await owe(guild, 'one');
    const stop = (cause: Stop['cause']): Promise<boolean> =>
      parts.service.markUnreachable(id, { ...REMOVED, cause });
    expect([await stop('refused'), await stop('refused')]).toEqual([true, false]);
    expect([await stop('bot-removed'), await stop('refused'), await stop('bot-removed')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('do nothing to somebody who never asked for anything', async () => {
    await parts.stops.stop({ type: 'guild', targetId: '300000000000000777' as Snowflake }, REMOVED);
    expect(await parts.outbox.listAll()).toEqual([]);
  });

  it('are counted with their dead letters and the reasons', async () => {
    const id = await owe(member, 'bad', 'one', 'two');
    sender.answers.push(refusal(400, 50035), { type: 'unanswered', message: 'socket hang up' });
    await tick();
    expect(await parts.status.of(id)).toMatchObject({
      owed: 2,
      retrying: { attempts: 1, error: 'socket hang up' },
      refused: 1,
      deadLetters: [{ reason: '400 50035: no' }],
    });
  });
});

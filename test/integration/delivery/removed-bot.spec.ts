import { Logger } from '@nestjs/common';

import { toSnowflake } from '../../../src/common';
import { STOP_NOTICE } from '../../../src/delivery/message';
import type { Target } from '../../../src/subscribers';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { SettableClock } from '../../support/settable-clock';
import {
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

class NoticeKind extends TestKind {
  constructor() {
    super(STOP_NOTICE);
    this.prepared = (_payload, recipient) => new TestKind().prepared('notice', recipient);
  }
}

describe('guilds that removed the bot', () => {
  let database: TestDatabase;
  let sender: ScriptedSender;
  let clock: SettableClock;
  let parts: DeliveryParts;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    database = await openTestDatabase();
    sender = new ScriptedSender();
    clock = new SettableClock();
    parts = buildDelivery(database, { sender, kinds: [new MergingKind(), new NoticeKind()], clock });
  });
  afterEach(() => database.close());

  const owe: DeliveryParts['owe'] = (...given) => parts.owe(...given);
  const tick: DeliveryParts['tick'] = () => parts.tick();

  it('are told nothing, then that it is back, and nothing of what waits before somebody resumes', async () => {
    await owe(guild, 'one', 'two');
    await parts.stops.stop(guild, REMOVED);
    await tick();
    expect(sender.sent).toEqual([]);
    await parts.stops.returned(guild);
    await tick();
    expect(sender.told).toEqual(['notice']);
    await parts.catchUp.resume(guild);
    await tick();
    expect(sender.told).toEqual(['notice', 'one+two']);
  });

  it('hear once for each return that it is back, however often it starts', async () => {
    await owe(guild, 'one');
    for (let returns = 1; returns <= 2; returns++) {
      await parts.stops.stop(guild, REMOVED);
      for (let starts = 0; starts < 5; starts++) {
        clock.pass(DAY);
        await parts.stops.returned(guild);
        await tick();
      }
      expect(sender.told).toEqual(Array<string>(returns).fill('notice'));
    }
  });

  it('keep what they are owed while it is back and nobody resumes', async () => {
    await owe(guild, 'one');
    await parts.stops.stop(guild, REMOVED);
    clock.pass(29 * DAY);
    await parts.stops.returned(guild);
    clock.pass(60 * DAY);
    await parts.stops.withdrawForgotten();
    expect((await parts.outbox.listAll()).map(({ kind, state }) => [kind, state])).toEqual([
      ['test', 'pending'],
      [STOP_NOTICE, 'pending'],
    ]);
    await parts.stops.stop(guild, REMOVED);
    clock.pass(31 * DAY);
    await parts.stops.withdrawForgotten();
    expect(await parts.outbox.countUnsent(10)).toMatchObject({ pending: 0 });
  });

  it('keep what they are owed for 30 days and no longer', async () => {
    await owe(guild, 'one');
    await owe(member, 'kept');
    await parts.stops.stop(guild, REMOVED);
    await parts.service.markUnreachable(2, { ...REMOVED, cause: 'refused' });
    clock.pass(29 * DAY);
    await parts.stops.withdrawForgotten();
    expect(await parts.outbox.countUnsent(10)).toMatchObject({ pending: 2 });
    clock.pass(2 * DAY);
    await parts.stops.withdrawForgotten();
    expect(await parts.outbox.listAll()).toMatchObject([{ state: 'withdrawn' }, { state: 'pending' }]);
  });

  it('keep what waited through a long pause until it was away for 30 days', async () => {
    await owe(guild, 'one');
    await parts.service.pause(guild);
    clock.pass(40 * DAY);
    await parts.stops.stop(guild, REMOVED);
    clock.pass(29 * DAY);
    await parts.stops.withdrawForgotten();
    expect(await parts.outbox.listAll()).toMatchObject([{ state: 'pending' }]);
    clock.pass(2 * DAY);
    await parts.stops.withdrawForgotten();
    expect(await parts.outbox.listAll()).toMatchObject([{ state: 'withdrawn' }]);
  });
});

import { Logger } from '@nestjs/common';

import { toSnowflake } from '../../../src/common';
import type { Answer } from '../../../src/delivery/classify-answer';
import type { OutboxWorker } from '../../../src/delivery/outbox.worker';
import { type OutboxMessageEntity, OutboxRepository } from '../../../src/delivery/persistence';
import { SubscriberRepository } from '../../../src/subscribers';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { SettableClock } from '../../support/settable-clock';
import { ACCEPTED, buildDelivery, ScriptedSender, TestKind } from './delivery-parts';

describe('OutboxWorker', () => {
  let database: TestDatabase;
  let outbox: OutboxRepository;
  let subscribers: SubscriberRepository;
  let worker: OutboxWorker;
  let sender: ScriptedSender;
  let kind: TestKind;
  let clock: SettableClock;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    database = await openTestDatabase();
    outbox = new OutboxRepository(database.unitOfWork);
    subscribers = new SubscriberRepository(database.unitOfWork);
    sender = new ScriptedSender();
    kind = new TestKind();
    clock = new SettableClock();
    worker = newWorker();
  });

  afterEach(async () => {
    await database.close();
  });

  function newWorker(): OutboxWorker {
    return buildDelivery(database, { sender, kinds: [kind], clock }).worker;
  }

  async function owe(user: string, ...payloads: string[]): Promise<number> {
    return database.unitOfWork.run(async () => {
      const { id } = await subscribers.ensure('dm', toSnowflake(user));
      const now = clock.now();
      const messages = payloads.map((payload) => ({
        subscriberId: id,
        kind: 'test',
        payload,
        dedupeKey: payload,
        createdAt: now,
        nextAttemptAt: now,
      }));
      await outbox.owe(messages);
      return id;
    });
  }

  async function tick(): Promise<OutboxMessageEntity[]> {
    await worker.tick();
    await worker.settled();
    return outbox.listAll();
  }

  it('sends what is owed once and keeps where it went', async () => {
    await owe('200000000000000001', 'one');
    expect(await tick()).toMatchObject([
      { state: 'sent', messageId: '100000000000000002', leaseUntil: null },
    ]);
    await tick();
    expect(sender.sent).toHaveLength(1);
  });

  it('keeps the order of each subscriber through failures and lets the others pass', async () => {
    await owe('200000000000000001', 'a1', 'a2');
    await owe('200000000000000002', 'b1');
    sender.answers.push({ type: 'unanswered', message: 'socket hang up' });
    const rows = await tick();
    expect(rows.map(({ dedupeKey, state }) => [dedupeKey, state])).toEqual([
      ['a1', 'pending'],
      ['a2', 'pending'],
      ['b1', 'sent'],
    ]);
    clock.pass(10 * 60_000);
    await tick();
    expect(sender.sent.map(({ body }) => (body.components[0] as { payload: string }).payload)).toEqual([
      'a1',
      'b1',
      'a1',
      'a2',
    ]);
  });

  it('repeats an attempt with the same nonce and waits before it does', async () => {
    await owe('200000000000000001', 'one');
    sender.answers.push({ type: 'rejected', status: 502, code: 0, message: 'Bad Gateway' });
    const [row] = await tick();
    expect(row).toMatchObject({ state: 'pending', attempts: 1, lastError: '502 0: Bad Gateway' });
    await tick();
    expect(sender.sent).toHaveLength(1);
    clock.pass(10 * 60_000);
    await tick();
    expect(sender.sent).toHaveLength(2);
    expect(new Set(sender.sent.map(({ nonce }) => nonce)).size).toBe(1);
  });

  it('repeats what Discord may have taken while Discord still recognises it, however often it failed before', async () => {
    for (let n = 0; n < 30; n++) await owe(`2000000000000001${String(n).padStart(2, '0')}`, `one ${n}`);
    await database.unitOfWork.run(() =>
      database.unitOfWork.writer.query('UPDATE outbox_messages SET attempts = 20'),
    );
    sender.answers.push(...Array<Answer>(30).fill({ type: 'unanswered', message: 'other side closed' }));
    const rows = await tick();
    const waits = rows.map(({ nextAttemptAt }) => nextAttemptAt.getTime() - clock.now().getTime());
    expect(Math.max(...waits)).toBeLessThanOrEqual(2 * 60_000);
  });

  it('lets no slow target delay another', async () => {
    const slow = 60;
    for (let n = 0; n < slow; n++)
      await owe(`2000000000000001${String(n).padStart(2, '0')}`, `slow ${n}`, 'after');
    for (let n = 0; n < 60; n++) await owe(`2000000000000002${String(n).padStart(2, '0')}`, `quick ${n}`);
    const releases: (() => void)[] = [];
    for (let n = 0; n < slow; n++) {
      sender.answers.push(
        new Promise((resolve) =>
          releases.push(() => {
            resolve(ACCEPTED);
          }),
        ),
      );
    }
    await worker.tick();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await outbox.listAll()).filter(({ state }) => state === 'sent')).toHaveLength(60);
    expect(sender.told).not.toContain('after');
    for (const release of releases) release();
    await worker.settled();
    expect(sender.told.filter((told) => told === 'after')).toHaveLength(slow);
  });

  it('lets no dead target delay another', async () => {
    await owe('200000000000000001', 'dead', 'after');
    await owe('200000000000000002', 'one', 'two', 'three');
    sender.answers.push({ type: 'rejected', status: 503, code: 0, message: 'Service Unavailable' });
    await tick();
    expect(sender.told).toEqual(['dead', 'one', 'two', 'three']);
  });

  it('goes on trying for days as long as Discord is down, and sends once it is back', async () => {
    await owe('200000000000000001', 'one');
    const down = [
      { type: 'unanswered', message: 'socket hang up' },
      { type: 'rejected', status: 503, code: 0, message: 'Service Unavailable' },
      { type: 'rate-limited', retryAfterMs: 5_000 },
    ] as const;
    for (let n = 0; n < 3 * 24 * 6; n++) {
      sender.answers.push(down[n % 3] ?? down[0]);
      await tick();
      clock.pass(10 * 60_000);
    }
    expect(await tick()).toMatchObject([{ state: 'sent', attempts: 3 * 24 * 6 + 1 }]);
  });

  it('gives up a malformed message without giving up its target', async () => {
    await owe('200000000000000001', 'one', 'two');
    sender.answers.push({ type: 'rejected', status: 400, code: 50035, message: 'Invalid Form Body' });
    expect((await tick()).map(({ state }) => state)).toEqual(['refused', 'sent']);
  });

  it('withdraws what nobody wants any more', async () => {
    await owe('200000000000000001', 'one');
    kind.prepared = () => ({ type: 'withdraw', reason: 'no longer subscribed' });
    expect(await tick()).toMatchObject([{ state: 'withdrawn', lastError: 'no longer subscribed' }]);
    expect(sender.sent).toEqual([]);
  });

  it('owes others in place of a message that goes to several places, and a dead letter again later', async () => {
    await owe('100000000000000011', 'both', 'later');
    kind.prepared = (payload, { targetId }) => {
      const instead = ['one', 'two'].map((part) => ({ kind: 'test', payload: part, dedupeKey: part }));
      if (payload === 'both') return { type: 'withdraw', reason: 'split', instead };
      if (payload === 'later') return { type: 'refuse', reason: 'not yet' };
      const destination = { type: 'dm', userId: targetId } as const;
      return { type: 'send', destination, body: { components: [{ payload }], flags: 0 } };
    };
    const rows = await tick();
    expect(sender.told).toEqual(['one', 'two']);
    expect(rows.map(({ state, lastError }) => [state, lastError])).toEqual([
      ['withdrawn', 'split'],
      ['refused', 'not yet'],
      ['sent', null],
      ['sent', null],
    ]);
    const held = await outbox.listRefusedBecause(rows[0]?.subscriberId ?? 0, 'not yet', 10);
    expect(held).toEqual([{ id: rows[1]?.id, kind: 'test', payload: 'later' }]);
    const ids = rows.map(({ id }) => id);
    await database.unitOfWork.run(() => outbox.oweAgain(ids, clock.now()));
    kind.prepared = new TestKind().prepared;
    await tick();
    expect(sender.told).toEqual(['one', 'two', 'later']);
  });

  it('keeps a message that could not be prepared', async () => {
    await owe('200000000000000001', 'one');
    kind.prepared = () => {
      throw new Error('a bug');
    };
    expect(await tick()).toMatchObject([{ state: 'pending', lastError: 'a bug', leaseUntil: null }]);
  });

  it('sends once what Discord took, although a fault of ours follows', async () => {
    await owe('200000000000000001', 'one', 'two');
    Object.assign(kind, { afterSent: () => Promise.reject(new Error('a bug')) });
    for (let n = 0; n < 3; n++) {
      expect(await tick()).toMatchObject([
        { state: 'sent', messageId: '100000000000000002', lastError: null },
        { state: 'sent' },
      ]);
      clock.pass(10 * 60_000);
    }
    expect(sender.told).toEqual(['one', 'two']);
  });

  it('sends again, after a restart, what was on its way when the process died', async () => {
    await owe('200000000000000001', 'one');
    sender.answers.push(new Promise<Answer>(() => undefined));
    await worker.tick();
    worker = newWorker();
    await worker.tick();
    expect((await outbox.listAll())[0]?.state).toBe('pending');
    await worker.releaseAbandoned();
    expect(await tick()).toMatchObject([{ state: 'sent' }]);
    expect(new Set(sender.sent.map(({ nonce }) => nonce)).size).toBe(1);
  });

  it('claims nothing more once it is stopped and gives back what did not finish', async () => {
    await owe('200000000000000001', 'one', 'two');
    sender.answers.push(new Promise<Answer>(() => undefined));
    await worker.tick();
    await worker.stop(20);
    expect(await outbox.listAll()).toMatchObject([
      { state: 'pending', leaseUntil: null },
      { state: 'pending', leaseUntil: null },
    ]);
    await worker.tick();
    expect(sender.sent).toHaveLength(1);
  });
});

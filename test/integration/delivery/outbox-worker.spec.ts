import { Logger } from '@nestjs/common';

import { Clock, toSnowflake } from '../../../src/common';
import type { Answer } from '../../../src/delivery/classify-answer';
import type { Destination, MessageBody, MessageKind, Prepared } from '../../../src/delivery/message';
import { MessageKinds } from '../../../src/delivery/message-kinds';
import { MessageSender } from '../../../src/delivery/message-sender';
import { OutboxWorker } from '../../../src/delivery/outbox.worker';
import { type OutboxMessageEntity, OutboxRepository } from '../../../src/delivery/persistence';
import { SubscriberRepository, SubscriberService } from '../../../src/subscribers';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const ACCEPTED: Answer = {
  type: 'accepted',
  channelId: toSnowflake('100000000000000001'),
  messageId: toSnowflake('100000000000000002'),
};

class SettableClock extends Clock {
  time = Date.parse('2026-11-22T12:00:00Z');
  now(): Date {
    return new Date(this.time);
  }
}

/** Answers as scripted, then accepts; the real sender is driven by the end-to-end tests. */
class ScriptedSender extends MessageSender {
  readonly ready = true;
  readonly sent: { destination: Destination; body: MessageBody; nonce: string }[] = [];
  readonly answers: (Answer | Promise<Answer>)[] = [];
  send(destination: Destination, body: MessageBody, nonce: string): Promise<Answer> {
    this.sent.push({ destination, body, nonce });
    return Promise.resolve(this.answers.shift() ?? ACCEPTED);
  }
}

class TestKind implements MessageKind {
  readonly kind = 'test';
  prepared: (payload: unknown) => Prepared = (payload) => ({
    type: 'send',
    destination: { type: 'dm', userId: toSnowflake('200000000000000001') },
    body: { components: [{ payload }], flags: 0 },
  });
  prepare(payload: unknown): Promise<Prepared> {
    return Promise.resolve().then(() => this.prepared(payload));
  }
}

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
    const kinds = new MessageKinds();
    kinds.register(kind);
    const service = new SubscriberService(database.unitOfWork, subscribers, clock);
    return new OutboxWorker(database.unitOfWork, outbox, kinds, sender, service, clock);
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
    expect(await tick()).toMatchObject([{ state: 'sent', messageId: ACCEPTED.messageId, leaseUntil: null }]);
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
    clock.time += 10 * 60_000;
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
    clock.time += 10 * 60_000;
    await tick();
    expect(sender.sent).toHaveLength(2);
    expect(new Set(sender.sent.map(({ nonce }) => nonce)).size).toBe(1);
  });

  it('stops a target that refuses, keeps what else is owed and goes on once it can be reached again', async () => {
    const id = await owe('200000000000000001', 'one', 'two');
    sender.answers.push({
      type: 'rejected',
      status: 403,
      code: 50007,
      message: 'Cannot send messages to this user',
    });
    await tick();
    expect((await outbox.listAll()).map(({ state }) => state)).toEqual(['refused', 'pending']);
    expect((await subscribers.findById(id))?.unreachableReason).toContain('50007');
    clock.time += 24 * 3_600_000;
    await tick();
    expect(sender.sent).toHaveLength(1);
    const service = new SubscriberService(database.unitOfWork, subscribers, clock);
    await service.markReachable({ type: 'dm', targetId: toSnowflake('200000000000000001') });
    await tick();
    expect((await outbox.listAll()).map(({ state }) => state)).toEqual(['refused', 'sent']);
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

  it('keeps a message that could not be prepared', async () => {
    await owe('200000000000000001', 'one');
    kind.prepared = () => {
      throw new Error('a bug');
    };
    expect(await tick()).toMatchObject([{ state: 'pending', lastError: 'a bug', leaseUntil: null }]);
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

import { toSnowflake } from '../../../src/common';
import { OutboxMessageEntity, OutboxRepository, type OwedMessage } from '../../../src/delivery/persistence';
import { CLAIM_DUE, COUNT_UNSENT, OLDEST_SENDABLE } from '../../../src/delivery/persistence/outbox.sql';
import { SubscriberRepository } from '../../../src/subscribers/persistence';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const CHANNEL = toSnowflake('1180000000000000009');
const MESSAGE = toSnowflake('9223372036854775807');
const at = (ms: number): Date => new Date(Date.UTC(2026, 10, 22) + ms);

describe('OutboxRepository', () => {
  let database: TestDatabase;
  let outbox: OutboxRepository;
  let anna: number;
  let ben: number;

  beforeEach(async () => {
    database = await openTestDatabase();
    outbox = new OutboxRepository(database.unitOfWork);
    const subscribers = new SubscriberRepository(database.unitOfWork);
    [anna, ben] = await run(async () => [
      (await subscribers.ensure('dm', toSnowflake('1180000000000000001'))).id,
      (await subscribers.ensure('guild', toSnowflake('1180000000000000002'))).id,
    ]);
  });
  afterEach(() => database.close());

  function run<T>(work: () => Promise<T>): Promise<T> {
    return database.unitOfWork.run(work);
  }
  const owed = (subscriberId: number, dedupeKey: string, dueMs = 0): OwedMessage => ({
    subscriberId,
    kind: 'release',
    payload: { title: '第1話 "🎉"', items: [1, 2], none: null },
    dedupeKey,
    createdAt: at(0),
    nextAttemptAt: at(dueMs),
  });
  const owe = (...messages: OwedMessage[]): Promise<number> => run(() => outbox.owe(messages));
  const claim = (nowMs: number, limit = 10): Promise<OutboxMessageEntity[]> =>
    run(() => outbox.claimDue(at(nowMs), at(nowMs + 1_000), limit));
  const claimKeys = async (nowMs: number, limit?: number): Promise<string[]> =>
    (await claim(nowMs, limit)).map(({ dedupeKey }) => dedupeKey);
  const message = async (id: number): Promise<OutboxMessageEntity> => {
    const found = await outbox.findById(id);
    if (!found) throw new Error(`There is no message ${id}`);
    return found;
  };
  const sent = async (id: number): Promise<boolean> => {
    const claimed = await message(id);
    return run(() => outbox.sent(claimed, CHANNEL, MESSAGE, at(5)));
  };

  it('owes a message once for each subscriber and key', async () => {
    expect(await owe(owed(anna, 'a'), owed(ben, 'a'), owed(anna, 'a'))).toBe(2);
    expect(await owe(owed(anna, 'a'), owed(anna, 'b'))).toBe(1);
    expect(await owe()).toBe(0);
    expect(await outbox.countUnsent(10)).toEqual({ pending: 3, refused: 0 });
  });

  it('does not owe again what was sent', async () => {
    await owe(owed(anna, 'a'));
    const [message] = await claim(0);
    await sent(message?.id ?? 0);

    expect(await owe(owed(anna, 'a'))).toBe(0);
    expect(await claim(10)).toEqual([]);
  });

  it('gives every message a nonce of its own that Discord accepts', async () => {
    await owe(owed(anna, 'a'), owed(ben, 'a'));
    const nonces = (await outbox.listAll()).map(({ nonce }) => nonce);

    expect(new Set(nonces).size).toBe(2);
    for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{24}$/);
  });

  it('claims what is due, with its payload, and counts the attempt', async () => {
    await owe(owed(anna, 'now', 100), owed(ben, 'later', 101));

    expect(await claim(100)).toMatchObject([
      {
        ...owed(anna, 'now', 100),
        state: 'pending',
        attempts: 1,
        leaseUntil: at(1_100),
        settledAt: null,
        lastError: null,
      },
    ]);
  });

  it('gives out only the oldest pending message of each subscriber, in the order they were owed', async () => {
    await owe(owed(ben, 'b1'), owed(anna, 'a1'), owed(anna, 'a2'), owed(ben, 'b2'));

    expect(await claimKeys(0)).toEqual(['b1', 'a1']);
    expect(await claimKeys(0)).toEqual([]);
    await sent(2);
    expect(await claimKeys(0)).toEqual(['a2']);
  });

  it('holds younger messages back while the oldest waits for its next attempt', async () => {
    await owe(owed(anna, 'a1'), owed(anna, 'a2'));
    await claim(0);
    const first = await message(1);
    await run(() => outbox.retry(first, at(500), 'Discord is down'));

    expect(await claimKeys(499)).toEqual([]);
    expect(await claim(500)).toMatchObject([{ dedupeKey: 'a1', attempts: 2, lastError: 'Discord is down' }]);
  });

  it('goes on with the next message once the oldest is settled in any way', async () => {
    await owe(owed(anna, 'a1'), owed(anna, 'a2'), owed(anna, 'a3'));
    const [first, second] = [await message(1), await message(2)];
    await run(() => outbox.refused(first, 'too long', at(7)));
    await run(() => outbox.withdrawn(second, 'unsubscribed', at(8)));

    expect(await claimKeys(0)).toEqual(['a3']);
    expect(await outbox.findById(1)).toMatchObject({
      state: 'refused',
      lastError: 'too long',
      settledAt: at(7),
    });
    expect(await outbox.findById(2)).toMatchObject({
      state: 'withdrawn',
      lastError: 'unsubscribed',
      settledAt: at(8),
    });
    expect(await outbox.countUnsent(10)).toEqual({ pending: 1, refused: 1 });
  });

  it('claims at most the limit', async () => {
    await owe(owed(anna, 'a1'), owed(ben, 'b1'));

    expect(await claimKeys(0, 1)).toEqual(['a1']);
    expect(await claimKeys(0, 1)).toEqual(['b1']);
  });

  it('claims again when a lease has run out', async () => {
    await owe(owed(anna, 'a1'));
    await claim(0);

    expect(await claimKeys(999)).toEqual([]);
    expect(await claimKeys(1_000)).toEqual(['a1']);
  });

  it('settles a message once', async () => {
    await owe(owed(anna, 'a1'));
    const claimed = await message(1);
    await claim(0);

    expect(await sent(1)).toBe(true);
    expect(await run(() => outbox.retry(claimed, at(1), 'late'))).toBe(false);
    expect(await run(() => outbox.refused(claimed, 'late', at(6)))).toBe(false);
    expect(await outbox.findById(1)).toMatchObject({
      state: 'sent',
      channelId: CHANNEL,
      messageId: MESSAGE,
      settledAt: at(5),
      leaseUntil: null,
      lastError: null,
    });
  });

  it('settles nothing of a message that was rewritten since it was claimed', async () => {
    await owe(owed(anna, 'a1'));
    await claim(0);
    const claimed = await message(1);
    await run(() => outbox.rewrite(1, 'more', at(3)));
    const rewritten = await message(1);

    expect(await run(() => outbox.sent(claimed, CHANNEL, MESSAGE, at(5)))).toBe(false);
    expect(await run(() => outbox.retry(claimed, at(900), 'late'))).toBe(false);
    expect(await run(() => outbox.refused(claimed, 'late', at(6)))).toBe(false);
    expect(await run(() => outbox.withdrawn(claimed, 'late', at(6)))).toBe(false);
    expect(await message(1)).toEqual(rewritten);
    expect(await sent(1)).toBe(true);
  });

  it('releases every lease after a crash', async () => {
    await owe(owed(anna, 'a1'), owed(ben, 'b1'));
    await claim(0);

    expect(await run(() => outbox.releaseLeases())).toBe(2);
    expect(await run(() => outbox.releaseLeases())).toBe(0);
    expect(await claimKeys(0)).toEqual(['a1', 'b1']);
  });

  it('finds the heads of the lines in the partial index', async () => {
    const plan: { detail: string }[] = await database.dataSource.query(
      `EXPLAIN QUERY PLAN ${CLAIM_DUE}`,
      [1, 1, 1, 1],
    );
    const details = plan.map(({ detail }) => detail);

    // Walked in its own order, so that the limit ends it: sorting would mean reading all that is owed.
    expect(details).toContain('SCAN message USING COVERING INDEX ix_outbox_messages_id_pending');
    expect(details.join()).not.toContain('TEMP B-TREE');
    for (const detail of details.filter((line) => /^(SCAN|SEARCH)/.test(line))) {
      expect(detail).toMatch(/INDEX|PRIMARY KEY/);
    }
  });

  it('counts what is owed and refused, and finds the oldest that could go, without reading all messages', async () => {
    for (const [sql, parameters] of [
      [COUNT_UNSENT, [1, 1]],
      [OLDEST_SENDABLE, [1]],
    ] as const) {
      const plan: { detail: string }[] = await database.dataSource.query(`EXPLAIN QUERY PLAN ${sql}`, [
        ...parameters,
      ]);
      const details = plan.map(({ detail }) => detail);
      const reads = details.filter((line) => /^(SCAN|SEARCH) (outbox_messages|subscribers)/.test(line));
      expect(reads.length).toBeGreaterThan(1);
      for (const detail of reads) expect(detail).toMatch(/INDEX ix_\w+|INTEGER PRIMARY KEY/);
      expect(details.join()).not.toContain('TEMP B-TREE');
    }
  });

  it('counts up to a limit, and calls nobody late who is stopped or paused', async () => {
    await owe(owed(anna, 'a1'), owed(anna, 'a2'), owed(ben, 'b1'));
    expect(await outbox.countUnsent(2)).toEqual({ pending: 2, refused: 0 });
    expect(await outbox.countUnsent(9)).toEqual({ pending: 3, refused: 0 });
    const [oldest] = await database.dataSource.query<{ at: number }[]>(
      'SELECT MIN(created_at) AS at FROM outbox_messages',
    );
    expect((await outbox.findOldestSendable(9))?.getTime()).toBe(oldest?.at);
    await database.dataSource.query('UPDATE subscribers SET paused_since = 1');
    expect(await outbox.findOldestSendable(9)).toBeNull();
  });
});

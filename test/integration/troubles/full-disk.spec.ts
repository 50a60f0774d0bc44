import { Logger } from '@nestjs/common';

import { toSnowflake } from '../../../src/common';
import type { Answer } from '../../../src/delivery/classify-answer';
import { OutboxRepository } from '../../../src/delivery/persistence';
import { SubscriberRepository } from '../../../src/subscribers';
import { RecordingOptions } from '../../../src/voice/tracking';
import { openTestDatabaseAt } from '../../support/database';
import { SettableClock } from '../../support/settable-clock';
import { itWithSmallDisk } from '../../support/small-disk';
import { ACCEPTED, buildDelivery, ScriptedSender, TestKind } from '../delivery/delivery-parts';
import { RecordingProcess } from '../voice/recording-process';

const HOUR_MS = 3_600_000;
const [ANN, BOB] = [toSnowflake('1180000000000000011'), toSnowflake('1180000000000000012')];

class QuickAndSmall extends RecordingOptions {
  override readonly heartbeatMs = 20;
  override readonly mostWaiting = 3;
}

describe('While the disk is full', () => {
  beforeEach(() => {
    Logger.overrideLogger(false);
  });

  itWithSmallDisk('a message that Discord has taken is sent no second time, however late', async (disk) => {
    const database = await openTestDatabaseAt(disk.databasePath);
    const outbox = new OutboxRepository(database.unitOfWork);
    const clock = new SettableClock();
    const sender = new ScriptedSender();
    const { worker } = buildDelivery(database, { sender, kinds: [new TestKind()], clock });
    await database.unitOfWork.run(async () => {
      const { id } = await new SubscriberRepository(database.unitOfWork).ensure('dm', ANN);
      const [createdAt, nextAttemptAt] = [clock.now(), clock.now()];
      const owed = { subscriberId: id, kind: 'test', createdAt, nextAttemptAt };
      await outbox.owe(['one', 'two'].map((payload) => ({ ...owed, payload, dedupeKey: payload })));
    });
    // Full between the claim and the answer.
    let answer: (answer: Answer) => void = () => undefined;
    sender.answers.push(new Promise<Answer>((resolve) => (answer = resolve)));
    await worker.tick();
    disk.fill();
    answer(ACCEPTED);
    await worker.settled();
    expect(await outbox.listAll()).toMatchObject([{ state: 'pending' }, { state: 'pending' }]);

    // Its lease has run out, and Discord has forgotten its nonce.
    clock.pass(HOUR_MS);
    await expect(worker.tick()).rejects.toMatchObject({ code: 'database-trouble' });
    disk.free();
    await worker.tick();
    await worker.settled();
    expect(await outbox.listAll()).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);
    expect(sender.told).toEqual(['one', 'two']);
    await database.close();
  });

  itWithSmallDisk('voice time is kept up to a bound, beyond it recording pauses', async (disk) => {
    const database = await openTestDatabaseAt(disk.databasePath);
    const clock = new SettableClock();
    const now = (): number => clock.now().getTime();
    const bot = await RecordingProcess.start(database, clock, new QuickAndSmall());
    bot.becomeReady();
    const began = now();
    await bot.identify(ANN);
    expect(await bot.stored()).toEqual([[ANN, began, null]]);
    disk.fill();
    clock.pass(1_000);
    bot.join(BOB);
    clock.pass(1_000);
    // The next heartbeat finds that too much waits, and closes what goes on.
    await until(() => bot.isHeldBack);
    const paused = now();
    clock.pass(60_000);
    disk.free();
    const stored = await bot.stored();
    expect(stored.slice(0, 2)).toEqual([
      [ANN, began, paused],
      [BOB, began + 1_000, paused],
    ]);
    await until(() => !bot.isHeldBack);
    expect((await bot.stored()).slice(2)).toEqual(
      [ANN, BOB].map((userId) => [userId, paused + 60_000, null]),
    );
    await bot.stop();
    await database.close();
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition() && tries < 500; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(condition()).toBe(true);
}

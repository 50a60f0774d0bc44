import 'reflect-metadata';

import { SchedulerRegistry } from '@nestjs/schedule';
import { Test } from '@nestjs/testing';

import { AppModule } from '../../src/app.module';
import { Clock } from '../../src/common';
import { AppConfig } from '../../src/config';
import { OutboxScheduler } from '../../src/delivery/outbox.scheduler';
import { OutboxWorker } from '../../src/delivery/outbox.worker';
import { SendingPace } from '../../src/delivery/sending-pace';
import { GatewayConnection } from '../../src/discord';
import { createPlatforms } from '../../src/feeds/platforms';
import { openLog } from '../../src/logging';
import { PLATFORMS, PollScheduler } from '../../src/feeds/polling/poll.scheduler';
import { SettableClock } from '../support/settable-clock';
import type { Order, Report } from './bot-protocol';

/** The sources' own limits run on real time, of which a simulated day has little. */
const NO_PACE = { perMinute: 1_000_000, burst: 1_000 };
/** What a source that does not answer costs of real time. */
const TIME_LIMIT_MS = 800;

/**
 * The whole bot as a process of its own, on a clock that its parent moves. Its schedulers do not run by themselves.
 */
async function main(): Promise<void> {
  const config = new AppConfig(process.env);
  const { discordToken, logLevel, logsKept } = config;
  const clock = new SettableClock();
  clock.set(Number(process.env.SIMULATED_NOW));
  const module = await Test.createTestingModule({ imports: [AppModule.forRoot(config)] })
    .overrideProvider(Clock)
    .useValue(clock)
    .overrideProvider(SendingPace)
    .useValue(new SendingPace(Infinity))
    .overrideProvider(PLATFORMS)
    .useValue(
      createPlatforms({
        anilistUrl: config.anilistApiUrl,
        mangadexUrl: config.mangadexApiUrl,
        userAgent: 'pwr-bot/simulation',
        homepage: 'https://example.com/pwr-bot',
        clock,
        paces: { anilist: NO_PACE, mangadex: NO_PACE },
        timeLimitMs: TIME_LIMIT_MS,
        allowPrivateOrigins: config.allowPrivateFeeds,
      }),
    )
    .setLogger(await openLog({ discordToken, logLevel, logsKept, logFormat: 'pretty', logsPath: null }))
    .compile();
  await module.init();
  for (const job of module.get(SchedulerRegistry).getCronJobs().values()) void job.stop();
  await module.get(GatewayConnection).connect();
  const [poll, outbox, worker] = [
    module.get(PollScheduler),
    module.get(OutboxScheduler),
    module.get(OutboxWorker),
  ];

  /** Reading and sending overlap, as they do in a bot that runs by itself. */
  const tick = async (): Promise<void> => {
    await Promise.all([poll.tick(), outbox.tick()]);
    await outbox.tick();
    await worker.settled();
    await outbox.withdrawForgotten();
  };

  process.on('message', (order: Order) => {
    clock.set(order.now);
    if (order.type === 'tick')
      tick().then(
        () => {
          say({ type: 'done' });
        },
        (error: unknown) => {
          console.error('A tick has failed:', error);
          process.exit(1);
        },
      );
  });
  // Without its parent nobody would end it.
  process.on('disconnect', () => process.exit(0));
  say({ type: 'ready' });
}

function say(report: Report): void {
  process.send?.(report);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

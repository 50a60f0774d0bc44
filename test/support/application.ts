import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AppModule } from '../../src/app.module';
import { Clock } from '../../src/common';
import { AppConfig } from '../../src/config';
import { connectPlatforms } from '../../src/feeds/platforms';
import { PLATFORMS } from '../../src/feeds/polling/poll.scheduler';

/** The sandbox's platforms mind no haste; how the real ones are spared is shown by the tests of the platforms. */
const UNHURRIED = { perMinute: 600_000, burst: 100 };

export interface TestApplication {
  readonly app: INestApplicationContext;
  close(): Promise<void>;
}

/**
 * The whole application in this process on a database of its own, not logged in. Handlers of necord live in decorator
 * metadata, so start one application a test file.
 */
export async function startApplication(
  variables: Readonly<Record<string, string>>,
  clock?: Clock,
): Promise<TestApplication> {
  const folder = await mkdtemp(join(tmpdir(), 'pwr-bot-'));
  const config = new AppConfig({
    DISCORD_TOKEN: 'not-a-real-token',
    DATABASE_PATH: join(folder, 'data.db'),
    DATA_PATH: folder,
    LOG_LEVEL: 'error',
    ...variables,
  });
  const builder = Test.createTestingModule({ imports: [AppModule.forRoot(config)] });
  builder.overrideProvider(PLATFORMS).useFactory({
    inject: [AppConfig, Clock],
    factory: (own: AppConfig, time: Clock) =>
      connectPlatforms(own, time, { paces: { anilist: UNHURRIED, mangadex: UNHURRIED, comick: UNHURRIED } }),
  });
  if (clock) builder.overrideProvider(Clock).useValue(clock);
  const app = await builder.compile();
  await app.init();
  return {
    app,
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true });
    },
  };
}

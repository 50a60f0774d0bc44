import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';

import { AppConfig, ConfigModule } from '../../../src/config';
import { BotMetaRepository, DatabaseModule, UnitOfWork } from '../../../src/database';
import { MonitoringModule } from '../../../src/monitoring';

Logger.overrideLogger(false);

describe('DatabaseModule', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const compile = (): Promise<TestingModule> => {
    const config = new AppConfig({
      DISCORD_TOKEN: 'not-a-real-token',
      DATABASE_PATH: join(folder, 'data.db'),
    });
    return Test.createTestingModule({
      imports: [ConfigModule.forRoot(config), MonitoringModule, DatabaseModule],
    }).compile();
  };

  it('gives features a migrated database and one UnitOfWork', async () => {
    const module = await compile();
    const meta = module.get(BotMetaRepository);

    await module.get(UnitOfWork).run(() => meta.set('version', '1'));

    expect(await meta.get('version')).toBe('1');
    await module.close();
  });

  it('fails at once when the file is not a database', async () => {
    const path = join(folder, 'data.db');
    writeFileSync(path, 'this is not a database, '.repeat(100));

    await expect(compile()).rejects.toMatchObject({
      code: 'database-unusable',
      message: expect.stringContaining(path) as string,
    });
  });
});

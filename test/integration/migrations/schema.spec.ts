import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Logger } from '@nestjs/common';
import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { entities } from '../../../ormconfig';
import { schemaDifferences } from '../../../scripts/schema-differences';
import { OutboxMessageEntity } from '../../../src/delivery/persistence';
import { MigrationDatabase } from './migration-database';

Logger.overrideLogger(false);

describe('migrations', () => {
  it('go up from empty, down to empty one by one, each back to the schema before it, and up again', async () => {
    const database = await MigrationDatabase.open();
    const names = database.migrationNames.map((name) => name.slice(0, -13));
    expect(names.slice(0, 8)).toEqual([
      'InitialSetup',
      'AddServerSettings',
      'BreakFeedUrl',
      'AddVoiceSessions',
      'NestSettingsByFeature',
      'AddVoiceSessionsPartnerIdx',
      'AddBotMeta',
      'AddVoiceSessionsIsActive',
    ]);

    const schemas = [database.schema()];
    for (const name of names) {
      await database.upTo(name);
      schemas.push(database.schema());
    }
    expect(schemas[0]).toEqual([]);
    for (let version = names.length - 1; version >= 0; version -= 1) {
      await database.down();
      expect({ version, schema: database.schema() }).toEqual({ version, schema: schemas[version] });
    }
    await database.upTo(names.at(-1) ?? '');
    expect(database.schema()).toEqual(schemas.at(-1));
    await database.close();
  });

  it('have the instants of the original for what it had', async () => {
    const database = await MigrationDatabase.open();

    const instants = database.migrationNames
      .slice(0, 8)
      .map((name) => new Date(Number(name.slice(-13))).toISOString());

    expect(instants.map((instant) => instant.replaceAll(/\D/g, '').slice(0, 14))).toEqual([
      '20250801211447',
      '20251229162924',
      '20260101142657',
      '20260105094744',
      '20260211053856',
      '20260220065439',
      '20260220074756',
      '20260223040550',
    ]);
    await database.close();
  });
});

describe('schema check', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-schema-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds no difference between migrations and entities', async () => {
    expect(await schemaDifferences(folder, entities)).toEqual([]);
  });

  it('finds an index, a check and a column that TypeORM would not notice or would change', async () => {
    @Entity('outbox_messages')
    @Check('ck_outbox_messages_state', `"state" IN ('pending', 'sent')`)
    @Index('ix_outbox_messages_subscriber_id_id_pending', ['subscriberId', 'id'], {
      where: `"state" = 'sent'`,
    })
    class Changed {
      @PrimaryGeneratedColumn({ type: 'integer' })
      id!: number;

      @Column({ name: 'subscriber_id', type: 'text' })
      subscriberId!: string;

      @Column({ type: 'text' })
      state!: string;
    }
    const others = entities.filter((entity) => entity !== OutboxMessageEntity);

    const differences = await schemaDifferences(folder, [...others, Changed]);

    expect(differences).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^TypeORM would run: /),
        expect.stringMatching(/^only in the entities: .*ck_outbox_messages_state.* CHECK/),
        expect.stringMatching(/^only in the entities: .*_pending .* WHERE "state" = 'sent'/),
        'only in the entities: outbox_messages column subscriber_id TEXT notnull=1 pk=0 default=none',
      ]),
    );
  });
});

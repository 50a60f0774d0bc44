import type { MigrationInterface, QueryRunner } from 'typeorm';

// `->` keeps true and false, which json_extract would turn into 1 and 0. Patching `{}` drops what is null or absent.
const UP = `UPDATE server_settings
  SET settings = json_set(
    json_remove(settings, '$.enabled', '$.channel_id', '$.subscribe_role_id', '$.unsubscribe_role_id',
      '$.voice_tracking_enabled'),
    '$.feeds', json_patch('{}', json_object(
      'enabled', settings -> '$.enabled',
      'channel_id', settings -> '$.channel_id',
      'subscribe_role_id', settings -> '$.subscribe_role_id',
      'unsubscribe_role_id', settings -> '$.unsubscribe_role_id'
    )),
    '$.voice', json_patch('{}', json_object('enabled', settings -> '$.voice_tracking_enabled'))
  )
  WHERE json_valid(settings)`;

const DOWN = `UPDATE server_settings
  SET settings = json_patch(
    json_remove(settings, '$.feeds', '$.voice'),
    json_object(
      'enabled', settings -> '$.feeds.enabled',
      'channel_id', settings -> '$.feeds.channel_id',
      'subscribe_role_id', settings -> '$.feeds.subscribe_role_id',
      'unsubscribe_role_id', settings -> '$.feeds.unsubscribe_role_id',
      'voice_tracking_enabled', settings -> '$.voice.enabled'
    )
  )
  WHERE json_valid(settings)`;

/** Flat settings become one object a feature; keys of other features stay where they are, both ways. */
export class NestSettingsByFeature1770788336000 implements MigrationInterface {
  name = 'NestSettingsByFeature1770788336000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

import { quoted } from '../../src/database/sqlite-file';
import type { Rules } from './check';

/** What is meant although it looks wrong, each with its reason. An exception that nothing needs fails the check. */
export const rules = (tables: readonly string[]): Rules => ({
  smallTables: {
    bot_meta: 'a few keys, and one for each shard',
    holder: 'the one row of the lock file',
    migrations: 'one row for each migration',
    _sqlx_migrations: 'eight rows at most',
    stream_cursors: 'one row for each stream of a platform',
    server_settings:
      'one row for each guild that changed a setting; read as a whole at the start, and when somebody is deleted',
    privacy_choices: 'one row for each member that chose something; kept in memory as a whole',
    privacy_deletions: 'what is yet to be deleted',
    left_guilds: 'guilds that the bot left some days ago at most',
  },
  allowedScans: [
    {
      place: 'src/delivery/persistence/outbox.repository.ts',
      step: 'SCAN outbox_messages USING COVERING INDEX ix_outbox_messages_id_pending',
      reason: 'the oldest of what is owed, no further than the limit',
    },
    {
      place: 'src/delivery/persistence/outbox.repository.ts',
      step: 'SCAN outbox_messages USING INDEX ix_outbox_messages_id_pending',
      reason: 'only what is owed, once at the start',
    },
    {
      place: 'src/delivery/persistence/outbox.repository.ts',
      step: 'SCAN outbox_messages USING COVERING INDEX ix_outbox_messages_subscriber_id_id_pending',
      reason: 'counts only what is owed, no further than the limit',
    },
    {
      place: 'src/delivery/persistence/outbox.repository.ts',
      step: 'SCAN outbox_messages USING COVERING INDEX ix_outbox_messages_subscriber_id_id_refused',
      reason: 'counts only what was refused, no further than the limit',
    },
    {
      place: 'src/voice/persistence/unfinished-session.repository.ts',
      step: 'SCAN voice_sessions USING COVERING INDEX ix_voice_sessions_guild_id_active',
      reason: 'only sessions that are going on, at the start',
    },
    {
      place: 'src/voice/persistence/voice-data.repository.ts',
      step: 'USING ROWID SEARCH ON TABLE voice_generations FOR IN-OPERATOR',
      reason: 'one or two rows for each guild, when a member has all of their data deleted',
    },
    {
      place: 'src/voice/persistence/unfinished-session.repository.ts',
      step: 'SCAN voice_suspensions',
      reason: 'a row lives for some minutes: from an outage to the next snapshot of the guild',
    },
    {
      place: 'src/delivery/persistence/outbox.repository.ts',
      step: 'SCAN message USING COVERING INDEX ix_outbox_messages_id_pending',
      reason: 'only what is owed, from the oldest on and no further than the limit',
    },
    {
      place: 'src/delivery/persistence/outbox.repository.ts',
      step: 'SCAN outbox_messages USING COVERING INDEX ix_outbox_messages_id_stop_notice',
      reason: 'only notices that wait to be sent, one for each stopped target at most',
    },
    {
      place: 'src/delivery/persistence/outbox-clock.ts',
      step: 'SCAN outbox_messages USING INDEX ix_outbox_messages_subscriber_id_id_pending',
      reason: 'only what is owed, once when the clock was set back',
    },
    {
      place: 'src/feeds/persistence/feed.repository.ts',
      step: 'SCAN feeds',
      reason: 'each feed has times that may lie ahead, once when the clock was set back',
    },
    {
      place: 'src/feeds/persistence/feed-subscription.repository.ts',
      step: 'SCAN feed_subscriptions',
      reason: 'each of them may begin ahead, once when the clock was set back',
    },
    {
      place: 'src/feeds/persistence/web-feed.repository.ts',
      step: 'SCAN web_feeds',
      reason: 'each feed has times that may lie ahead, once when the clock was set back',
    },
  ],
  madeAtRunTime: [
    {
      place: 'src/database/sqlite-file.ts',
      sql: tables.map((table) => `SELECT count(*) FROM ${quoted(table)}`),
      reason: 'counts the rows of each table that a file has',
    },
    {
      place: 'src/database/export/export-tables.ts',
      sql: tables.map((table) => `SELECT * FROM ${quoted(table)}`),
      reason: 'writes out each table that there is',
    },
    {
      place: 'src/database/export/export-queries.ts',
      sql: [],
      reason:
        'a thread is told what to read; each such statement stands beside its parameters where it is told',
    },
    {
      place: 'src/voice/persistence/separate-count.ts',
      sql: [],
      reason: 'repeats what made the tables, as the database itself has it',
    },
  ],
  wrappers: ['src/database/database-transaction.ts'],
});

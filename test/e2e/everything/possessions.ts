import Database from 'better-sqlite3';

import type { Scene } from './scene';

/** What people decide about; nothing else writes these tables. */
const TABLES = ['server_settings', 'subscribers', 'feed_subscriptions'];

/** What a forged press must leave as it is: settings, subscriptions, and the commands that Discord knows. */
export function possessions({ stage, homeId }: Scene): unknown {
  const database = new Database(stage.databasePath, { readonly: true });
  try {
    const rows = TABLES.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all());
    const commands = [null, homeId].map((guildId) => stage.discord.commands(guildId).map(({ name }) => name));
    return { rows, commands };
  } finally {
    database.close();
  }
}

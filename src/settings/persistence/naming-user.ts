const SECTIONS = ['feeds', 'voice', 'welcome'] as const;

/** Rows `"server id", "section", "as"` for each place of the settings that names a user. Parameters: user, guild (or ''), guild, for each of them. */
export const NAMING_USER = [
  ...SECTIONS.map(
    (
      section,
    ) => `SELECT guild_id AS "server id", '${section}' AS "section", 'changed last' AS "as" FROM server_settings
      WHERE settings ->> '$.${section}.updated_by' = ? AND (? = '' OR guild_id = ?)`,
  ),
  `SELECT guild_id, 'voice', 'ignored' FROM server_settings
    CROSS JOIN json_each(settings, '$.voice.ignored_user_ids') AS ignored
    WHERE ignored.value = ? AND (? = '' OR guild_id = ?)`,
].join(' UNION ALL ');

/** Settings as they are stored without any mention of a user; keys that this version does not know are looked into too. */
export function withoutUser(stored: unknown, userId: string): unknown {
  if (Array.isArray(stored)) {
    return stored.filter((value) => value !== userId).map((value) => withoutUser(value, userId));
  }
  if (typeof stored !== 'object' || stored === null) return stored;
  return Object.fromEntries(
    Object.entries(stored)
      .filter(([, value]) => value !== userId)
      .map(([key, value]) => [key, withoutUser(value, userId)]),
  );
}

export const PLACES_NAMING_USER = SECTIONS.length + 1;

/** The migrations that the original has too, and ours begin with; each pair has the same instant of writing. */
const LAST_OF_THE_ORIGINAL = Date.UTC(2026, 1, 23, 4, 5, 50);

/** A migration of ours by its TypeORM name, such as `InitialSetup1754082887000`. */
export type MigrationName = string;

/** The instant in a migration's name, in epoch milliseconds. */
export function timestampOf(name: MigrationName): number {
  return Number(name.slice(-13));
}

export function isOfTheOriginal(name: MigrationName): boolean {
  return timestampOf(name) <= LAST_OF_THE_ORIGINAL;
}

/** SQLx's version of a migration: its instant as `YYYYMMDDHHMMSS`, UTC. */
export function versionOf(name: MigrationName): string {
  return new Date(timestampOf(name)).toISOString().slice(0, 19).replaceAll(/\D/g, '');
}

/** A row of `_sqlx_migrations`. */
export interface OriginalVersion {
  readonly version: string;
  /** 0 where SQLx began the migration and did not end it. */
  readonly success: number;
}

/**
 * What stands against taking a database of the original over, in a sentence; null where nothing does. SQLx applies its
 * migrations in order, so what it has applied must be the first so many of those we know.
 */
export function obstacle(applied: readonly OriginalVersion[], ours: readonly MigrationName[]): string | null {
  const failed = applied.find(({ success }) => success !== 1);
  if (failed) {
    return `the original began its migration ${failed.version} and did not end it. Start the original once more, or take its last backup`;
  }
  const known = ours.filter(isOfTheOriginal).map(versionOf).sort();
  const versions = applied.map(({ version }) => version).sort();
  if (versions.length === 0)
    return 'the original has not made its tables in it yet. Take another file or none';
  const stranger = versions.find((version, index) => version !== known[index]);
  if (stranger === undefined) return null;
  return known.includes(stranger)
    ? `a migration before ${stranger} is missing in it. Take a backup of the original that is whole`
    : `the original’s version ${stranger} is newer than what this version knows. Update pwr-bot`;
}

import { type Snowflake, toSnowflake } from '../../common';

/**
 * What somebody added to a list and took from it in a menu, for the list as it is now: another admin may have changed it
 * since the menu was shown, and it may be longer than the menu.
 * @param shown what the menu had chosen when it was shown.
 */
export function chosenAnew(
  shown: readonly string[],
  chosen: readonly string[],
): (present: readonly Snowflake[]) => Snowflake[] {
  const [before, after] = [new Set(shown), new Set(chosen)];
  return (present) => {
    const kept = present.filter((id) => after.has(id) || !before.has(id));
    const known = new Set<string>(present);
    const added = [...after].filter((id) => !before.has(id) && !known.has(id));
    return [...kept, ...added.map(toSnowflake)];
  };
}

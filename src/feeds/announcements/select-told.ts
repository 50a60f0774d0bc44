/** What one subscription wants to be told. */
export interface Wishes {
  /** Most wanted first; empty for the default. */
  readonly languages: readonly string[];
  readonly preferredGroups: readonly string[];
  readonly ignoredGroups: readonly string[];
}

/** What is known of an item for this decision. */
export interface Candidate {
  readonly logicalKey: string;
  /** Null where the platform has no languages. */
  readonly language: string | null;
  /** `Group A & Group B`, or null. */
  readonly groupName: string | null;
}

export const DEFAULT_LANGUAGES: readonly string[] = ['en'];

/**
 * Which of a feed's new items a subscription is told: of each chapter one release, whatever the number of groups and
 * wanted languages. A chapter of which a wanted release is known already has been told, or was out before.
 * Where several came together, the most wanted language wins, then a preferred group, then the first.
 * @param earlier what is stored of the same chapters, without the new ones.
 * @returns in the order of `fresh`.
 */
export function selectTold<T extends Candidate>(
  wishes: Wishes,
  fresh: readonly T[],
  earlier: readonly Candidate[],
): T[] {
  const done = new Set(earlier.filter((item) => isWanted(wishes, item)).map(({ logicalKey }) => logicalKey));
  const best = new Map<string, T>();
  for (const item of fresh) {
    if (done.has(item.logicalKey) || !isWanted(wishes, item)) continue;
    const rival = best.get(item.logicalKey);
    if (!rival || rank(wishes, item) < rank(wishes, rival)) best.set(item.logicalKey, item);
  }
  const told = new Set(best.values());
  return fresh.filter((item) => told.has(item));
}

function isWanted({ languages, ignoredGroups }: Wishes, { language, groupName }: Candidate): boolean {
  if (language !== null && !wanted(languages).includes(language)) return false;
  const groups = groupsOf(groupName);
  return groups.length === 0 || groups.some((group) => !includes(ignoredGroups, group));
}

/** Lower is better. */
function rank({ languages, preferredGroups }: Wishes, { language, groupName }: Candidate): number {
  const languageRank = language === null ? 0 : wanted(languages).indexOf(language);
  const preferred = groupsOf(groupName).some((group) => includes(preferredGroups, group));
  return languageRank * 2 + (preferred ? 0 : 1);
}

function wanted(languages: readonly string[]): readonly string[] {
  return languages.length === 0 ? DEFAULT_LANGUAGES : languages;
}

function groupsOf(groupName: string | null): string[] {
  return groupName === null ? [] : groupName.split(' & ');
}

function includes(groups: readonly string[], name: string): boolean {
  return groups.some((group) => group.toLowerCase() === name.toLowerCase());
}

import type { Snowflake } from '../../common';

export interface ForumTraits {
  /** Refuses posts without a tag. */
  readonly requiresTag: boolean;
  readonly tags: readonly {
    readonly id: Snowflake;
    readonly name: string;
    /** Only who may manage threads can apply it. */
    readonly isModerated: boolean;
  }[];
}

/** Discord takes no more a post. */
const MAX_TAGS = 5;

/**
 * The forum's tags that say what a series is. Where one has to be chosen and none fits, the first that anybody may apply.
 * @param wanted names in the order of their weight: platform, kind, genres.
 */
export function chooseTags({ requiresTag, tags }: ForumTraits, wanted: readonly string[]): Snowflake[] {
  const free = tags.filter(({ isModerated }) => !isModerated);
  const fitting = [...new Set(wanted.map(normalised))].flatMap((name) =>
    free.filter((tag) => normalised(tag.name) === name),
  );
  const chosen = fitting.length === 0 && requiresTag ? (free[0] ?? tags[0]) : undefined;
  return (chosen ? [chosen] : fitting).slice(0, MAX_TAGS).map(({ id }) => id);
}

function normalised(name: string): string {
  return name.trim().toLowerCase();
}

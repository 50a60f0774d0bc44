export interface ChapterName {
  readonly volume: string | null;
  /** Null for a oneshot. */
  readonly number: string | null;
  readonly title: string | null;
}

/** `Vol. 2 Chapter 10.5: The title`, `Chapter 10`, `Oneshot: The title`. */
export function chapterLabel({ volume, number, title }: ChapterName): string {
  const ending = title === null ? '' : `: ${title}`;
  if (number === null) return `Oneshot${ending}`;
  return `${volume === null ? '' : `Vol. ${volume} `}Chapter ${number}${ending}`;
}

/**
 * Equal for two spellings of one chapter number: `010` and `10`, `12A` and `12a`. Zeros at the end count:
 * `1.10` comes after `1.9`.
 */
export function normaliseNumber(number: string): string {
  return number.toLowerCase().replace(/^0+(?=\d)/, '');
}

import { DomainError } from '../../common';

export const MAX_LINKS = 10;

/** Links as people paste them: separated by commas, spaces or lines; repetitions count once. */
export function splitLinks(text: string): string[] {
  const links = [...new Set(text.split(/[\s,]+/).filter((link) => link !== ''))];
  if (links.length === 0) {
    throw new DomainError(
      'no-link',
      'Please give at least one link, for example `https://mangadex.org/title/…`.',
    );
  }
  if (links.length > MAX_LINKS) {
    throw new DomainError(
      'too-many-links',
      `That are ${links.length} links; please give at most ${MAX_LINKS} at a time. Nothing was changed.`,
    );
  }
  return links;
}

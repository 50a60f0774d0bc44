import { truncate } from '../common';

/** Controls, and what turns the direction of all that follows on a line; the marks that only help a name stay. */
const HARMFUL = /\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** No script stacks more marks on a letter; what does reaches over the lines above and below. */
const TOO_MANY_MARKS = /(\p{M}{6})\p{M}+/gu;
/** Each by itself: discord.js' `escapeMarkdown` leaves some of a long run alive, and what looks like an address whole. */
const SIGNS = /[\\*_~|`[\]<>]/g;
/** Headings, small print and lists. */
const LINE_STARTS = /^(\d*)([#\-+.])/;

/**
 * Somebody else's text (a title, a name) as it is: on one line, shortened, without any markdown, mention, address or
 * masked link coming alive, and without reaching out of its place.
 */
export function plain(text: string, max = 200): string {
  const harmless = text.replace(/\s+/gu, ' ').replace(HARMFUL, '').replace(TOO_MANY_MARKS, '$1');
  const unlinked = harmless.replaceAll('://', ':\u200b//');
  const oneLine = truncate(unlinked.trim(), max);
  return oneLine.replace(SIGNS, '\\$&').replace(LINE_STARTS, '$1\\$2').replaceAll('@', '@\u200b');
}

/** Discord refuses link buttons with longer addresses; a masked link of that length would eat the message's text. */
export const LONGEST_URL = 512;

/** A masked link whose label is somebody else's text; the label alone when the address is too long to show. */
export function link(label: string, url: string, max = 200): string {
  // encodeURIComponent leaves parentheses alone, which would end the link.
  const address = url.replace(
    /[()<>\s]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return address.length > LONGEST_URL ? plain(label, max) : `[${plain(label, max)}](${address})`;
}

/** Shown by Discord in the reader's own time zone; `F` names the weekday too, `R` says how far away it is. */
export function timestamp(instant: Date, style: 'f' | 'F' | 'R' = 'f'): string {
  return `<t:${Math.floor(instant.getTime() / 1000)}:${style}>`;
}

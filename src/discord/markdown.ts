import { escapeMarkdown } from 'discord.js';

import { truncate } from '../common';

/**
 * Somebody else's text (a title, a name) as it is: on one line, shortened, without any markdown, mention or
 * masked link coming alive.
 */
export function plain(text: string, max = 200): string {
  const oneLine = truncate(text.replace(/\s+/gu, ' ').trim(), max);
  const escaped = escapeMarkdown(oneLine, { heading: true, bulletedList: true, numberedList: true });
  return escaped.replace(/[[\]<>]/g, '\\$&').replaceAll('@', '@\u200b');
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

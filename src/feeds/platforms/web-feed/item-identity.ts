import { createHash } from 'node:crypto';

import type { FeedEntry } from './feed-document';

/** Longer identities are kept as their hash. */
const LONGEST_KEY = 200;

export interface Identity {
  /** Tells one item from all others of its feed, and stays when title, date or address change. */
  readonly itemKey: string;
  /** Stays when the feed changes how it names its items. */
  readonly logicalKey: string;
}

/**
 * Who is who in one document. An item is named by its own identity, else by its link, else by title and date, and
 * falls to the next of these when it shares one with another item: feeds exist whose every guid is their home page.
 * A feed's switch from http to https changes no name.
 */
export function identify(entries: readonly FeedEntry[]): Identity[] {
  const ids = countOf(entries.map(({ id }) => nameOf(id)));
  const links = countOf(entries.map(({ link }) => nameOf(link)));
  return entries.map((entry) => {
    const id = nameOf(entry.id);
    const link = nameOf(entry.link);
    const uniqueLink = link !== null && links.get(link) === 1 ? link : null;
    const content = contentOf(entry, link);
    const ownId = id !== null && ids.get(id) === 1 ? id : null;
    const itemKey = ownId ?? uniqueLink ?? content;
    // Title alone says too little: "New episode" may be the title of each.
    return { itemKey, logicalKey: entry.date || uniqueLink ? content : itemKey };
  });
}

function contentOf({ title, date }: FeedEntry, link: string | null): string {
  const parts = [title ?? '', link ?? '', date?.getTime() ?? ''];
  return `content:${hash(JSON.stringify(parts))}`;
}

function nameOf(value: string | null): string | null {
  if (value === null) return null;
  const name = value.replace(/^https?:\/\//i, '');
  return name.length > LONGEST_KEY ? `hash:${hash(name)}` : name;
}

function countOf(names: readonly (string | null)[]): ReadonlyMap<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

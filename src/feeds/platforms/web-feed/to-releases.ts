import { truncate } from '../../../common';
import type { Release } from '../platform';
import type { FeedDocument, FeedEntry } from './feed-document';
import { identify } from './item-identity';

/** An item of a web feed. */
export interface WebFeedRelease extends Release {
  /** False when the feed gave no date: `releasedAt` is then the time of the read, and says nothing. */
  readonly isDated: boolean;
}

/** Some feeds hold their whole archive; of those the newest are looked at. */
const MAX_ITEMS = 1_000;
const MAX_LABEL = 250;

/**
 * The document's items, each once, newest first. Feeds list the newest first, so items without a date count as
 * released in that order at the time of the read.
 */
export function toReleases(sourceId: string, document: FeedDocument, readAt: Date): WebFeedRelease[] {
  // An item that is there twice shares its identity with nobody but itself.
  const entries = [...new Map(document.entries.map((entry) => [JSON.stringify(entry), entry])).values()];
  const identities = identify(entries);
  const releases = new Map<string, WebFeedRelease>();
  for (const [position, entry] of entries.entries()) {
    const identity = identities[position];
    if (!identity || releases.has(identity.itemKey)) continue;
    releases.set(identity.itemKey, {
      ...identity,
      sourceId,
      label: truncate(entry.title ?? entry.link ?? 'New entry', MAX_LABEL),
      number: null,
      url: entry.link ?? sourceId,
      language: null,
      groupName: null,
      releasedAt: releasedAt(entry, position, readAt),
      isDated: entry.date !== null,
    });
  }
  return [...releases.values()]
    .sort((a, b) => b.releasedAt.getTime() - a.releasedAt.getTime())
    .slice(0, MAX_ITEMS);
}

function releasedAt({ date }: FeedEntry, position: number, readAt: Date): Date {
  if (date === null) return new Date(readAt.getTime() - position);
  // What can be read now is out, whatever a wrong clock or a wrong zone says.
  return date > readAt ? readAt : date;
}

import type { OutboxMessageEntity } from '../../src/delivery';
import { RELEASE_MESSAGE, type ReleasePayload } from '../../src/feeds/announcements/release-payload';

/** The items that these messages tell, in the order they were owed. */
export function itemIdsIn(messages: readonly OutboxMessageEntity[]): number[] {
  return messages
    .filter(({ kind }) => kind === RELEASE_MESSAGE)
    .flatMap(({ payload }) => (payload as ReleasePayload).releases.flatMap(({ itemIds }) => itemIds));
}

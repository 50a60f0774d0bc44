import type { SendInto } from './feed.options';

/** Panels keep no state but this: pressing still works after a restart. */
export const LIST_PAGE_PATTERN = 'feed/list/:sentInto/:page';

export function listPageId(sentInto: SendInto, page: number): string {
  return `feed/list/${sentInto}/${page}`;
}

import type { Target } from '../../subscribers';
import type { SendInto } from './feed.options';

/** Panels keep no state but this: pressing still works after a restart. */
export const LIST_PAGE_PATTERN = 'feed/list/:sentInto/:page';
export const UNSUBSCRIBE_PATTERN = 'feed/unsubscribe/:feedId';
export const MUTE_PATTERN = 'feed/mute/:feedId';
export const UNMUTE_PATTERN = 'feed/unmute/:feedId';
export const RESUME_PATTERN = 'feed/resume/:type/:targetId';

export function listPageId(sentInto: SendInto, page: number): string {
  return `feed/list/${sentInto}/${page}`;
}

export function unsubscribeId(feedId: number): string {
  return `feed/unsubscribe/${feedId}`;
}

export function muteId(feedId: number): string {
  return `feed/mute/${feedId}`;
}

export function unmuteId(feedId: number): string {
  return `feed/unmute/${feedId}`;
}

export function resumeId({ type, targetId }: Target): string {
  return `feed/resume/${type}/${targetId}`;
}

import type { Target } from '../../subscribers';
import type { SendInto } from './feed.options';

/** Panels keep no state but this: pressing still works after a restart. */
export const LIST_PAGE_PATTERN = 'feed/list/:sentInto/:page';
export const UPCOMING_PAGE_PATTERN = 'feed/upcoming/:sentInto/:page';
export const UNSUBSCRIBE_PATTERN = 'feed/unsubscribe/:feedId';
export const MUTE_PATTERN = 'feed/mute/:feedId';
export const UNMUTE_PATTERN = 'feed/unmute/:feedId';
export const FEEDS_PANEL = 'settings/feeds';
export const FEEDS_SWITCH_PATTERN = 'settings/feeds/switch/:state';
export const FEEDS_CHANNEL = 'settings/feeds/channel';
export const RESUME_PATTERN = 'feed/resume/:type/:targetId';

export function listPageId(sentInto: SendInto, page: number): string {
  return `feed/list/${sentInto}/${page}`;
}

export function upcomingPageId(sentInto: SendInto, page: number): string {
  return `feed/upcoming/${sentInto}/${page}`;
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

/** Says what is to be, so that pressing twice or late does nothing else. */
export function feedsSwitchId(on: boolean): string {
  return `settings/feeds/switch/${on ? 'on' : 'off'}`;
}

import { buttonId, channelSelectId, pagerIds } from '../../discord';

/** Panels keep no state but this: pressing still works after a restart. */
export const LIST_PAGES = pagerIds('feed/list/:sentInto');
export const UPCOMING_PAGES = pagerIds('feed/upcoming/:sentInto');
export const UNSUBSCRIBE = buttonId('feed/unsubscribe/:feedId');
export const MUTE = buttonId('feed/mute/:feedId');
export const UNMUTE = buttonId('feed/unmute/:feedId');
/** `type` and `targetId` of a target. */
export const RESUME = buttonId('feed/resume/:type/:targetId');
export const FEEDS_PANEL = buttonId('settings/feeds');
/** Says what is to be, so that pressing twice or late does nothing else. */
export const FEEDS_SWITCH = buttonId('settings/feeds/switch/:state');
export const FEEDS_CHANNEL = channelSelectId('settings/feeds/channel');

import { buttonId, channelSelectId, modalId, roleSelectId, stringSelectId } from '../../discord';
import type { WelcomeSettings } from '../../settings';

export const WELCOME_PANEL = buttonId('settings/welcome');
/** Says what is to be, so that pressing twice or late does nothing else. */
export const WELCOME_SWITCH = buttonId('settings/welcome/switch/:field/:state');
export const WELCOME_CHANNEL = channelSelectId('settings/welcome/channel');
export const WELCOME_TEMPLATE = stringSelectId('settings/welcome/template');
export const WELCOME_BACKGROUND = stringSelectId('settings/welcome/background');
export const WELCOME_ROLE = roleSelectId('settings/welcome/role');
export const WELCOME_COLOR = buttonId('settings/welcome/color');
export const WELCOME_COLOR_MODAL = modalId('settings/welcome/color');
/** `where` is `me`, for the admin's eyes only, or `channel`. */
export const WELCOME_TEST = buttonId('settings/welcome/test/:where');

/** `list` is one of the lists of messages. */
export const WELCOME_TEXTS = buttonId('settings/welcome/texts/:list');
export const WELCOME_ADD_TEXT = buttonId('settings/welcome/texts/:list/add');
/** `shown` changes with the messages: with another id the menu forgets what was chosen. */
export const WELCOME_CHOOSE_TEXT = stringSelectId('settings/welcome/texts/:list/:shown');
/** `key` names the message that is changed, or is `new`. */
export const WELCOME_TEXT_MODAL = modalId('settings/welcome/text/:list/:key');
export const WELCOME_LEAVE_SWITCH = buttonId('settings/welcome/leave/:state');
export const WELCOME_LEAVE_CHANNEL = channelSelectId('settings/welcome/leave/channel');

/** The select menu's value for what a template brings along itself. */
export const OWN = 'own';
export const NEW = 'new';

export const SWITCHES = {
  enabled: 'Welcome',
  picture: 'Card',
  mentionMember: 'Mention the new member',
} as const satisfies Partial<Record<keyof WelcomeSettings, string>>;
export type Switch = keyof typeof SWITCHES;

export function onOff(on: boolean): 'on' | 'off' {
  return on ? 'on' : 'off';
}

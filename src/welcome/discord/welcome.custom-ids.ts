import type { WelcomeSettings } from '../../settings';
import type { MessageList } from '../welcome-settings.service';

export const WELCOME_PANEL = 'settings/welcome';
export const WELCOME_SWITCH_PATTERN = 'settings/welcome/switch/:field/:state';
export const WELCOME_CHANNEL = 'settings/welcome/channel';
export const WELCOME_TEMPLATE = 'settings/welcome/template';
export const WELCOME_BACKGROUND = 'settings/welcome/background';
export const WELCOME_COLOR = 'settings/welcome/color';
export const WELCOME_ROLE = 'settings/welcome/role';
export const WELCOME_TEST_PATTERN = 'settings/welcome/test/:where';

export const WELCOME_TEXTS_PATTERN = 'settings/welcome/texts/:list';
/** `key` names the message that is changed, or is `new`. */
export const WELCOME_TEXT_PATTERN = 'settings/welcome/text/:list/:key';
export const WELCOME_TEXT_CHOICE_PATTERN = 'settings/welcome/choose/:list';
export const WELCOME_LEAVE_SWITCH_PATTERN = 'settings/welcome/leave/:state';
export const WELCOME_LEAVE_CHANNEL = 'settings/welcome/leave-channel';

/** The select menu's value for what a template brings along itself. */
export const OWN = 'own';
export const NEW = 'new';

export const SWITCHES = {
  enabled: 'Welcome',
  picture: 'Card',
  mentionMember: 'Mention the new member',
} as const satisfies Partial<Record<keyof WelcomeSettings, string>>;
export type Switch = keyof typeof SWITCHES;

/** `me`: for the admin's eyes only. */
export type TestPlace = 'me' | 'channel';

/** Says what is to be, so that pressing twice or late does nothing else. */
export function welcomeSwitchId(field: Switch, on: boolean): string {
  return `settings/welcome/switch/${field}/${on ? 'on' : 'off'}`;
}

export function welcomeTestId(where: TestPlace): string {
  return `settings/welcome/test/${where}`;
}

export function welcomeTextsId(list: MessageList): string {
  return `settings/welcome/texts/${list}`;
}

export function welcomeTextId(list: MessageList, key: string): string {
  return `settings/welcome/text/${list}/${key}`;
}

export function welcomeTextChoiceId(list: MessageList): string {
  return `settings/welcome/choose/${list}`;
}

export function welcomeLeaveSwitchId(on: boolean): string {
  return `settings/welcome/leave/${on ? 'on' : 'off'}`;
}

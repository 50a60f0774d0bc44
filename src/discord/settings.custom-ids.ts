import { buttonId } from './custom-id';

export const SETTINGS_HOME = buttonId('settings/home');

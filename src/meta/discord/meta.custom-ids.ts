import { buttonId, stringSelectId } from '../../discord';

/** Holds no state: what may be shown is asked anew at each press. */
export const HELP_TOPIC = stringSelectId('meta/help');
export const TAKE_BACK = buttonId('owner/unregister');

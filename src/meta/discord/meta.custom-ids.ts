import { buttonId, stringSelectId } from '../../discord';

/** Holds no state: what may be shown is asked anew at each press. */
export const HELP_TOPIC = stringSelectId('meta/help');
export const TAKE_BACK = buttonId('owner/unregister');
/** Of the panel, which shows how things are at each press. */
export const DATABASE = buttonId('owner/database');
export const DATABASE_BACKUP = buttonId('owner/database/backup');
export const DATABASE_CHECK = buttonId('owner/database/check');
export const DATABASE_TIDY = buttonId('owner/database/tidy');

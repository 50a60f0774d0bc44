import { createCommandGroupDecorator } from 'necord';

import { described } from '../../discord';
import { OWNER_TEXTS } from './meta.texts';

export const OWNER_COMMAND = 'owner';

/** Discord shows it to administrators of the owner's guild, and runs it for nobody but the owner: see `OwnerGuard`. */
export const OwnerCommandGroup = createCommandGroupDecorator({
  name: OWNER_COMMAND,
  ...described(OWNER_TEXTS.owner),
  defaultMemberPermissions: '0',
});

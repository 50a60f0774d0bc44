import { DomainError, type Snowflake } from '../../common';
import type { PrivacyChoices } from '../../privacy';

/**
 * Whoever hides is hidden from everybody else, admins included.
 * @throws DomainError for everybody but themselves.
 */
export function requireShown(
  privacy: PrivacyChoices,
  guildId: Snowflake,
  userId: string,
  readerId: string,
): void {
  if (userId === readerId || !privacy.isHidden(guildId, userId)) return;
  throw new DomainError('member-hidden', `<@${userId}> does not show their voice time to others.`);
}

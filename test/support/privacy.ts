import type { Clock } from '../../src/common';
import type { UnitOfWork } from '../../src/database';
import { PrivacyChoices } from '../../src/privacy';
import { PrivacyChoiceRepository } from '../../src/privacy/persistence';

/** Of a database where nobody chose anything, or before it was looked. */
export function privacyChoices(unitOfWork: UnitOfWork, clock: Clock): PrivacyChoices {
  return new PrivacyChoices(unitOfWork, new PrivacyChoiceRepository(unitOfWork), clock);
}

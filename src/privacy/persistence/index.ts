export { LeftGuildEntity } from './left-guild.entity';
export { LeftGuildRepository } from './left-guild.repository';
export { PrivacyChoiceEntity } from './privacy-choice.entity';
export { PrivacyChoiceRepository } from './privacy-choice.repository';
export { PrivacyDeletionEntity } from './privacy-deletion.entity';
export { PrivacyDeletionRepository } from './privacy-deletion.repository';

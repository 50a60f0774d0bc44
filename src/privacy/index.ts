export {
  type ExportedTable,
  isoInstant,
  type MemberScope,
  type PersonalData,
  PersonalDataHolders,
} from './personal-data';
export { PrivacyChoices } from './privacy-choices.service';
export { PrivacyModule } from './privacy.module';

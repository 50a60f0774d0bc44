import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { Deletions } from './deletions.service';
import { LeftGuildsListener } from './discord/left-guilds.listener';
import { PersonalExports } from './discord/personal-exports';
import { PrivacyCommands } from './discord/privacy.commands';
import { PrivacyPresenter } from './discord/privacy.presenter';
import { LeftGuilds } from './left-guilds.service';
import {
  LeftGuildEntity,
  LeftGuildRepository,
  PrivacyChoiceEntity,
  PrivacyChoiceRepository,
  PrivacyDeletionEntity,
  PrivacyDeletionRepository,
} from './persistence';
import { PersonalDataHolders } from './personal-data';
import { PrivacyChoices } from './privacy-choices.service';
import { PrivacyData } from './privacy-data';

/** What people may do about their data; features say what they hold, and ask what somebody chose. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([LeftGuildEntity, PrivacyChoiceEntity, PrivacyDeletionEntity])],
  providers: [
    LeftGuildRepository,
    PrivacyChoiceRepository,
    PrivacyDeletionRepository,
    PersonalDataHolders,
    PrivacyChoices,
    PrivacyData,
    Deletions,
    LeftGuilds,
    LeftGuildsListener,
    PersonalExports,
    PrivacyPresenter,
    PrivacyCommands,
  ],
  exports: [PersonalDataHolders, PrivacyChoices],
})
export class PrivacyModule {}

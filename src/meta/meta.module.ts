import { type DynamicModule, Module } from '@nestjs/common';

import type { AppConfig } from '../config';
import { AboutCommands } from './discord/about.commands';
import { CommandRegistrar } from './discord/command.registrar';
import { ExportSender } from './discord/export.sender';
import { HelpCommands } from './discord/help.commands';
import { OwnerDatabaseCommands } from './discord/owner-database.commands';
import { OwnerExportCommands } from './discord/owner-export.commands';
import { OwnerCommands } from './discord/owner.commands';
import { SettingsCommands } from './discord/settings.commands';
import { Owners } from './owners';
import { RegisteredCommands } from './registered-commands';

@Module({})
export class MetaModule {
  /** The owner's commands exist only where a guild is named for them: without one they would be everybody's. */
  static forRoot({ adminGuildId }: AppConfig): DynamicModule {
    const ofOwner =
      adminGuildId === null ? [] : [ExportSender, OwnerCommands, OwnerExportCommands, OwnerDatabaseCommands];
    return {
      module: MetaModule,
      providers: [
        RegisteredCommands,
        Owners,
        CommandRegistrar,
        AboutCommands,
        HelpCommands,
        SettingsCommands,
        ...ofOwner,
      ],
    };
  }
}

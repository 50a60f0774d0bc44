import { Module } from '@nestjs/common';

import { AboutCommands } from './discord/about.commands';
import { CommandRegistrar } from './discord/command.registrar';
import { HelpCommands } from './discord/help.commands';
import { SettingsCommands } from './discord/settings.commands';
import { RegisteredCommands } from './registered-commands';

@Module({ providers: [RegisteredCommands, CommandRegistrar, AboutCommands, HelpCommands, SettingsCommands] })
export class MetaModule {}

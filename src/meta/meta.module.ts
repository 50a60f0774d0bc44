import { Module } from '@nestjs/common';

import { AboutCommands } from './discord/about.commands';
import { CommandRegistrar } from './discord/command.registrar';
import { HelpCommands } from './discord/help.commands';
import { RegisteredCommands } from './registered-commands';

@Module({ providers: [RegisteredCommands, CommandRegistrar, AboutCommands, HelpCommands] })
export class MetaModule {}

import { Module } from '@nestjs/common';

import { CommandRegistrar } from './discord/command.registrar';
import { RegisteredCommands } from './registered-commands';

@Module({ providers: [RegisteredCommands, CommandRegistrar] })
export class MetaModule {}

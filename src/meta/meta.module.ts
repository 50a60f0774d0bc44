import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CommandRegistrar } from './discord/command.registrar';
import { BotMetaEntity, BotMetaRepository } from './persistence';
import { RegisteredCommands } from './registered-commands';

@Module({
  imports: [TypeOrmModule.forFeature([BotMetaEntity])],
  providers: [BotMetaRepository, RegisteredCommands, CommandRegistrar],
  exports: [BotMetaRepository],
})
export class MetaModule {}

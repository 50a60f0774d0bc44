import 'reflect-metadata';

import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GatewayIntentBits } from 'discord.js';
import { NecordModule } from 'necord';

/** The least that a bot on this stack can be: it logs in, opens a database and does nothing. */
@Module({
  imports: [
    NecordModule.forRoot({
      token: process.env.DISCORD_TOKEN ?? '',
      intents: [GatewayIntentBits.Guilds],
      rest: { api: process.env.DISCORD_API_URL ?? '' },
    }),
    TypeOrmModule.forRoot({
      type: 'better-sqlite3',
      database: process.env.DATABASE_PATH ?? '',
      enableWAL: true,
    }),
  ],
})
class EmptyModule {}

void NestFactory.createApplicationContext(EmptyModule, { logger: ['error'] });

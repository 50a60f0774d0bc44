import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { VoiceSessionEntity, VoiceSessionRepository } from './persistence';

@Module({
  imports: [TypeOrmModule.forFeature([VoiceSessionEntity])],
  providers: [VoiceSessionRepository],
  exports: [VoiceSessionRepository],
})
export class VoiceModule {}

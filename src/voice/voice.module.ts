import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { SettingsModule } from '../settings';
import { DiscordShards, VoiceGatewayListener } from './discord/voice-gateway.listener';
import {
  UnfinishedSessionRepository,
  VoiceChannelEntity,
  VoiceMemberEntity,
  VoiceRecordingRepository,
  VoiceSegmentEntity,
  VoiceSessionEntity,
  VoiceSessionRepository,
  VoiceSuspensionEntity,
} from './persistence';
import { NoVoiceTotals } from './statistics/no-voice-totals';
import { VoiceTotals } from './statistics/voice-totals';
import {
  GatewayShards,
  RecordingOptions,
  RecordingQueue,
  RecordingWriter,
  ShardLives,
  VoiceRecordingService,
} from './tracking';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      VoiceChannelEntity,
      VoiceMemberEntity,
      VoiceSegmentEntity,
      VoiceSessionEntity,
      VoiceSuspensionEntity,
    ]),
    SettingsModule,
  ],
  providers: [
    VoiceSessionRepository,
    VoiceRecordingRepository,
    UnfinishedSessionRepository,
    ShardLives,
    RecordingOptions,
    RecordingWriter,
    RecordingQueue,
    VoiceRecordingService,
    VoiceGatewayListener,
    { provide: GatewayShards, useClass: DiscordShards },
    { provide: VoiceTotals, useClass: NoVoiceTotals },
  ],
  exports: [VoiceSessionRepository, VoiceRecordingService],
})
export class VoiceModule {}

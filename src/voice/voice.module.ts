import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { SettingsModule } from '../settings';
import { DiscordShards, VoiceGatewayListener } from './discord/voice-gateway.listener';
import { LeaderboardCommands } from './discord/leaderboard.commands';
import { LeaderboardPictures } from './discord/leaderboard.picture';
import { ClockAutocomplete } from './discord/clock.autocomplete';
import { VoiceSettingsCommands } from './discord/voice-settings.commands';
import { VoiceSettingsPanel } from './discord/voice-settings.panel';
import { VoiceStatsMenuCommand } from './discord/voice-stats-menu.command';
import { VoiceStatsCards } from './discord/voice-stats.cards';
import { VoiceStatsCommands } from './discord/voice-stats.commands';
import { WhyCommands } from './discord/why.commands';
import {
  countedVoiceEntities,
  recordedVoiceEntities,
  UnfinishedSessionRepository,
  VoiceRecordingRepository,
  VoiceSessionRepository,
} from './persistence';
import { CountingInputsRepository } from './persistence/counting-inputs.repository';
import { GenerationRepository } from './persistence/generation.repository';
import { RecordedStayRepository } from './persistence/recorded-stay.repository';
import { RollupRepository } from './persistence/rollup.repository';
import { VoiceDataRepository } from './persistence/voice-data.repository';
import { CountedTotals } from './statistics/counted-totals';
import { GenerationBuilder } from './statistics/generation-builder';
import { IgnoredRoles } from './statistics/ignored-roles.service';
import { RecountScheduler } from './statistics/recount.scheduler';
import { RecountService } from './statistics/recount.service';
import { StayExplanations } from './statistics/stay-explanations.service';
import { VoiceBoards } from './statistics/voice-boards.service';
import { VoiceSettingsService } from './statistics/voice-settings.service';
import { VoiceStatistics } from './statistics/voice-statistics.service';
import { VoiceSummaries } from './statistics/voice-summaries.service';
import { VoiceTotals } from './statistics/voice-totals';
import { VoiceData } from './voice-data';
import {
  GatewayShards,
  RecordingOptions,
  RecordingQueue,
  RecordingWriter,
  ShardLives,
  VoiceMonitoring,
  VoiceRecordingService,
} from './tracking';

@Module({
  imports: [TypeOrmModule.forFeature([...recordedVoiceEntities, ...countedVoiceEntities]), SettingsModule],
  providers: [
    VoiceSessionRepository,
    VoiceRecordingRepository,
    UnfinishedSessionRepository,
    ShardLives,
    RecordingOptions,
    RecordingWriter,
    RecordingQueue,
    VoiceRecordingService,
    VoiceMonitoring,
    VoiceGatewayListener,
    { provide: GatewayShards, useClass: DiscordShards },
    VoiceData,
    VoiceDataRepository,
    CountingInputsRepository,
    GenerationRepository,
    RecordedStayRepository,
    RollupRepository,
    CountedTotals,
    { provide: VoiceTotals, useExisting: CountedTotals },
    GenerationBuilder,
    RecountService,
    RecountScheduler,
    IgnoredRoles,
    VoiceStatistics,
    VoiceBoards,
    VoiceSummaries,
    StayExplanations,
    LeaderboardCommands,
    LeaderboardPictures,
    VoiceStatsCards,
    VoiceStatsCommands,
    VoiceStatsMenuCommand,
    WhyCommands,
    VoiceSettingsService,
    VoiceSettingsCommands,
    VoiceSettingsPanel,
    ClockAutocomplete,
  ],
  exports: [VoiceSessionRepository, VoiceRecordingService],
})
export class VoiceModule {}

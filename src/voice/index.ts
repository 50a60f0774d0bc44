export { VoiceSessionEntity, VoiceSessionRepository } from './persistence';
export { voiceDriftCheck } from './statistics/voice-drift-check';
export { VoiceRecordingService } from './tracking';
export { VoiceModule } from './voice.module';

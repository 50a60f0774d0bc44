export { VoiceSessionEntity, VoiceSessionRepository } from './persistence';
export { VoiceRecordingService } from './tracking';
export { VoiceModule } from './voice.module';

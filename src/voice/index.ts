export { VoiceSessionEntity, VoiceSessionRepository } from './persistence';
export { VoiceModule } from './voice.module';

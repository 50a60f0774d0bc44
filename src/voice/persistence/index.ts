export { VoiceSessionEntity } from './voice-session.entity';
export { VoiceSessionRepository } from './voice-session.repository';

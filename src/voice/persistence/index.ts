export { VoiceChannelEntity } from './voice-channel.entity';
export { VoiceMemberEntity } from './voice-member.entity';
export { VoiceSegmentEntity } from './voice-segment.entity';
export { VoiceSessionEntity } from './voice-session.entity';
export { VoiceSessionRepository } from './voice-session.repository';
export { VoiceSuspensionEntity } from './voice-suspension.entity';
export { type UnfinishedSession, UnfinishedSessionRepository } from './unfinished-session.repository';
export {
  type ChannelRow,
  type NewSessionRow,
  type RolesRow,
  type SegmentRow,
  VoiceRecordingRepository,
} from './voice-recording.repository';

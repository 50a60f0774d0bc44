import { VoiceChannelEntity } from './voice-channel.entity';
import {
  VoiceGenerationEntity,
  VoiceParticipantEntity,
  VoicePeriodEntity,
  VoicePlaceEntity,
} from './voice-generation.entity';
import { VoiceMemberEntity } from './voice-member.entity';
import { VoiceSegmentEntity } from './voice-segment.entity';
import { VoiceSessionEntity } from './voice-session.entity';
import { VoiceSuspensionEntity } from './voice-suspension.entity';
import {
  VoiceHourTotalEntity,
  VoiceMemberTotalEntity,
  VoicePlaceTotalEntity,
  VoiceSpanEntity,
} from './voice-totals.entity';

export { type UnfinishedSession, UnfinishedSessionRepository } from './unfinished-session.repository';
export {
  type ChannelRow,
  type NewSessionRow,
  type RolesRow,
  type SegmentRow,
  VoiceRecordingRepository,
} from './voice-recording.repository';
export { VoiceSessionEntity } from './voice-session.entity';
export { VoiceSessionRepository } from './voice-session.repository';

/** What happened. */
export const recordedVoiceEntities = [
  VoiceChannelEntity,
  VoiceMemberEntity,
  VoiceSegmentEntity,
  VoiceSessionEntity,
  VoiceSuspensionEntity,
];

/** What of it counts, made from the above. */
export const countedVoiceEntities = [
  VoiceGenerationEntity,
  VoiceHourTotalEntity,
  VoiceMemberTotalEntity,
  VoiceParticipantEntity,
  VoicePeriodEntity,
  VoicePlaceEntity,
  VoicePlaceTotalEntity,
  VoiceSpanEntity,
];

export { GatewayShards } from './gateway-shards';
export { RecordingOptions } from './recording-options';
export { RecordingQueue } from './recording-queue';
export { RecordingWriter } from './recording-writer';
export { ShardLives } from './shard-lives';
export { VoiceRecordingService } from './voice-recording.service';
export { type VoiceTracker } from './voice-tracker';
export { type ChannelNote, type GuildSnapshot, type VoiceUpdate } from './voice-update';
export { VoiceMonitoring } from './voice-monitoring';

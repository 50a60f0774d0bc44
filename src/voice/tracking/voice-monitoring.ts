import { Injectable, type OnModuleInit } from '@nestjs/common';

import { Metrics, reading } from '../../monitoring';
import { RecordingQueue } from './recording-queue';
import { VoiceRecordingService } from './voice-recording.service';

/** What machines are told of the recording of voice. */
@Injectable()
export class VoiceMonitoring implements OnModuleInit {
  constructor(
    private readonly recording: VoiceRecordingService,
    private readonly queue: RecordingQueue,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'pwrbot_voice_sessions_open',
      help: 'Members who are in voice and are recorded',
      read: () => reading(this.recording.tracker.openSessions),
    });
    this.metrics.gauge({
      name: 'pwrbot_voice_records_waiting',
      help: 'Records of voice activity that are not stored yet',
      read: () => reading(this.queue.length),
    });
  }
}

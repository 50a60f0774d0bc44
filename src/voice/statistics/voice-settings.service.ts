import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { SettingsService, type VoiceChange, type VoiceSettings } from '../../settings';
import { VoiceRecordingService } from '../tracking';
import { RecountService } from './recount.service';

/** What is recorded and what of it counts. */
@Injectable()
export class VoiceSettingsService {
  constructor(
    private readonly settings: SettingsService,
    private readonly recording: VoiceRecordingService,
    private readonly recount: RecountService,
  ) {}

  get(guildId: Snowflake): Promise<VoiceSettings> {
    return this.settings.getVoice(guildId);
  }

  /**
   * Changes what is named, or what a function makes of the present settings; all of history counts by it.
   * @throws DomainError when a value is out of its range; nothing is changed then.
   */
  async change(
    guildId: Snowflake,
    change: VoiceChange | ((present: VoiceSettings) => VoiceChange),
    by: Snowflake,
  ): Promise<VoiceSettings> {
    const settings = await this.settings.updateVoice(guildId, change, by);
    this.recording.setEnabled(guildId, settings.enabled);
    await this.recount.check(guildId);
    return settings;
  }
}

import { Injectable, UseInterceptors } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import { Context, Options, Subcommand } from 'necord';

import { toSnowflake } from '../../common';
import { asEphemeral, Audience, described, requireManageGuild } from '../../discord';
import { VoiceSettingsService } from '../statistics/voice-settings.service';
import { readVoiceChange } from './read-voice-change';
import { ClockAutocomplete } from './clock.autocomplete';
import { VcCommandGroup } from './vc.command-group';
import { VoiceSettingsOptions } from './vc.options';
import { voiceSettingsView } from './voice-settings.view';
import { VOICE_TEXTS } from './voice.texts';

@Injectable()
@VcCommandGroup()
export class VoiceSettingsCommands {
  constructor(private readonly settings: VoiceSettingsService) {}

  @UseInterceptors(ClockAutocomplete)
  @Audience({ guild: 'managers', dm: false })
  @Subcommand({ name: 'settings', ...described(VOICE_TEXTS.settings) })
  async settingsCommand(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() options: VoiceSettingsOptions,
  ): Promise<void> {
    const guildId = requireManageGuild(interaction);
    const settings = await this.settings.change(
      guildId,
      (present) => readVoiceChange(options, present),
      toSnowflake(interaction.user.id),
    );
    await interaction.reply(asEphemeral(voiceSettingsView(settings)));
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type AnySelectMenuInteraction,
  type ButtonInteraction,
  type ChannelSelectMenuInteraction,
  type ModalSubmitInteraction,
  type RoleSelectMenuInteraction,
  type UserSelectMenuInteraction,
} from 'discord.js';
import { Button, ChannelSelect, ComponentParam, Context, Modal, RoleSelect, UserSelect } from 'necord';

import { DomainError, toSnowflake } from '../../common';
import { asMessage, requireManageGuild, SettingsPanels } from '../../discord';
import type { VoiceChange, VoiceSettings } from '../../settings';
import { VoiceSettingsService } from '../statistics/voice-settings.service';
import { chosenAnew } from './chosen-anew';
import {
  LISTS,
  type ListName,
  type Switch,
  SWITCHES,
  VOICE_CLOCK,
  VOICE_CLOCK_MODAL,
  VOICE_IGNORE_CHANNELS,
  VOICE_IGNORE_MEMBERS,
  VOICE_IGNORE_ROLES,
  VOICE_PANEL,
  VOICE_SWITCH,
} from './voice-settings.custom-ids';
import { voiceClockModal, voiceSettingsPanelView } from './voice-settings-panel.view';
import { voiceSettingsSummary } from './voice-settings.view';

const MINUTE = 60_000;

/** The voice part of `/settings`. */
@Injectable()
export class VoiceSettingsPanel implements OnModuleInit {
  constructor(
    private readonly panels: SettingsPanels,
    private readonly settings: VoiceSettingsService,
  ) {}

  onModuleInit(): void {
    this.panels.register({
      name: 'voice',
      title: 'Voice time',
      summary: async (guildId) => voiceSettingsSummary(await this.settings.get(guildId)),
    });
  }

  @Button(VOICE_PANEL.pattern)
  async show(@Context() [interaction]: [ButtonInteraction]): Promise<void> {
    const settings = await this.settings.get(requireManageGuild(interaction));
    await interaction.update(asMessage(voiceSettingsPanelView(settings)));
  }

  @Button(VOICE_SWITCH.pattern)
  async switch(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('field') field: string,
    @ComponentParam('state') state: string,
  ): Promise<void> {
    if (!isSwitch(field)) throw new DomainError('unknown-setting', 'This version has no such setting.');
    await this.change(interaction, { [field]: state === 'on' });
  }

  @ChannelSelect(VOICE_IGNORE_CHANNELS.pattern)
  ignoreChannels(
    @Context() [interaction]: [ChannelSelectMenuInteraction],
    @ComponentParam('list') list: 'channels' | 'categories',
  ): Promise<void> {
    return this.ignore(interaction, list);
  }

  @RoleSelect(VOICE_IGNORE_ROLES.pattern)
  ignoreRoles(@Context() [interaction]: [RoleSelectMenuInteraction]): Promise<void> {
    return this.ignore(interaction, 'roles');
  }

  @UserSelect(VOICE_IGNORE_MEMBERS.pattern)
  ignoreMembers(@Context() [interaction]: [UserSelectMenuInteraction]): Promise<void> {
    return this.ignore(interaction, 'members');
  }

  @Button(VOICE_CLOCK.pattern)
  async askForClock(@Context() [interaction]: [ButtonInteraction]): Promise<void> {
    const settings = await this.settings.get(requireManageGuild(interaction));
    await interaction.showModal(voiceClockModal(settings));
  }

  @Modal(VOICE_CLOCK_MODAL.pattern)
  async setClock(@Context() [interaction]: [ModalSubmitInteraction]): Promise<void> {
    if (!interaction.isFromMessage()) return;
    const given = (name: string): string => interaction.fields.getTextInputValue(name).trim();
    const [timeZone, hour, minutes] = [given('time_zone'), given('day_starts_at'), given('minimum_minutes')];
    await this.change(interaction, {
      ...(timeZone !== '' && { timeZone }),
      ...(hour !== '' && { dayStartHour: Number(hour) }),
      ...(minutes !== '' && { minimumStayMs: Number(minutes) * MINUTE }),
    });
  }

  private ignore(interaction: AnySelectMenuInteraction, list: ListName): Promise<void> {
    const name = LISTS[list];
    const choose = chosenAnew(shownIn(interaction), interaction.values);
    return this.change(interaction, (present) => ({ [name]: choose(present[name]) }));
  }

  private async change(
    interaction: Pick<ButtonInteraction, 'deferUpdate' | 'editReply' | 'user'> &
      Parameters<typeof requireManageGuild>[0],
    change: VoiceChange | ((present: VoiceSettings) => VoiceChange),
  ): Promise<void> {
    const guildId = requireManageGuild(interaction);
    await interaction.deferUpdate();
    const settings = await this.settings.change(guildId, change, toSnowflake(interaction.user.id));
    await interaction.editReply(asMessage(voiceSettingsPanelView(settings)));
  }
}

/** What the menu had chosen when it was shown. */
function shownIn({
  component,
}: {
  readonly component: AnySelectMenuInteraction['component'] | null;
}): string[] {
  // A menu that is not in its message was made up.
  if (component === null) return [];
  const { default_values: shown = [] } = ('data' in component ? component.data : component) as {
    readonly default_values?: readonly { readonly id: string }[];
  };
  return shown.map(({ id }) => id);
}

function isSwitch(field: string): field is Switch {
  return Object.hasOwn(SWITCHES, field);
}

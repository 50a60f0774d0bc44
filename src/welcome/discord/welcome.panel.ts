import { Injectable, type OnModuleInit } from '@nestjs/common';
import type {
  ButtonInteraction,
  ChannelSelectMenuInteraction,
  ModalSubmitInteraction,
  RoleSelectMenuInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import { Button, ChannelSelect, ComponentParam, Context, Modal, RoleSelect, StringSelect } from 'necord';

import { DomainError, toSnowflake } from '../../common';
import { asMessage, requireManageGuild, SettingsPanels } from '../../discord';
import { readColor, type WelcomeChange } from '../../settings';
import { WelcomeSettingsService } from '../welcome-settings.service';
import { requireGivableRole, requireSendableChannel } from './require-usable';
import { WelcomePresenter } from './welcome-presenter';
import { colorModal } from './welcome-panel.view';
import {
  OWN,
  type Switch,
  SWITCHES,
  WELCOME_BACKGROUND,
  WELCOME_CHANNEL,
  WELCOME_COLOR,
  WELCOME_COLOR_MODAL,
  WELCOME_PANEL,
  WELCOME_ROLE,
  WELCOME_SWITCH,
  WELCOME_TEMPLATE,
} from './welcome.custom-ids';

type Change = Pick<ButtonInteraction, 'deferUpdate' | 'editReply'> & Parameters<typeof requireManageGuild>[0];

/** The welcome part of `/settings`, and all of `/welcome`. */
@Injectable()
export class WelcomePanel implements OnModuleInit {
  constructor(
    private readonly panels: SettingsPanels,
    private readonly settings: WelcomeSettingsService,
    private readonly presenter: WelcomePresenter,
  ) {}

  onModuleInit(): void {
    this.panels.register({
      name: 'welcome',
      title: 'Welcome',
      summary: async (guildId) => this.presenter.summary(guildId, await this.settings.get(guildId)),
    });
  }

  @Button(WELCOME_PANEL.pattern)
  async show(@Context() [interaction]: [ButtonInteraction]): Promise<void> {
    const guildId = requireManageGuild(interaction);
    await interaction.deferUpdate();
    const view = await this.presenter.panel(interaction, guildId, await this.settings.get(guildId));
    await interaction.editReply(asMessage(view));
  }

  @Button(WELCOME_SWITCH.pattern)
  async switch(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('field') field: string,
    @ComponentParam('state') state: string,
  ): Promise<void> {
    if (!isSwitch(field)) throw new DomainError('unknown-setting', 'This version has no such setting.');
    await this.change(interaction, { [field]: state === 'on' });
  }

  @ChannelSelect(WELCOME_CHANNEL.pattern)
  async chooseChannel(@Context() [interaction]: [ChannelSelectMenuInteraction]): Promise<void> {
    requireManageGuild(interaction);
    const [chosen] = interaction.values;
    const channelId = chosen === undefined ? null : toSnowflake(chosen);
    if (channelId !== null) requireSendableChannel(interaction, channelId, { withFile: false });
    await this.change(interaction, { channelId });
  }

  @StringSelect(WELCOME_TEMPLATE.pattern)
  chooseTemplate(@Context() [interaction]: [StringSelectMenuInteraction]): Promise<void> {
    return this.change(interaction, { template: interaction.values[0] ?? null });
  }

  @StringSelect(WELCOME_BACKGROUND.pattern)
  chooseBackground(@Context() [interaction]: [StringSelectMenuInteraction]): Promise<void> {
    const [chosen = OWN] = interaction.values;
    return this.change(interaction, { background: chosen === OWN ? null : chosen });
  }

  @RoleSelect(WELCOME_ROLE.pattern)
  async chooseRole(@Context() [interaction]: [RoleSelectMenuInteraction]): Promise<void> {
    requireManageGuild(interaction);
    const [chosen] = interaction.values;
    const roleId = chosen === undefined ? null : toSnowflake(chosen);
    if (roleId !== null) requireGivableRole(interaction, roleId);
    await this.change(interaction, { roleId });
  }

  @Button(WELCOME_COLOR.pattern)
  async askForColor(@Context() [interaction]: [ButtonInteraction]): Promise<void> {
    const settings = await this.settings.get(requireManageGuild(interaction));
    await interaction.showModal(colorModal(settings));
  }

  @Modal(WELCOME_COLOR_MODAL.pattern)
  async setColor(@Context() [interaction]: [ModalSubmitInteraction]): Promise<void> {
    if (!interaction.isFromMessage()) return;
    const typed = interaction.fields.getTextInputValue('color').trim();
    // What is no colour goes on as it was typed, and is refused where all values are.
    await this.change(interaction, { color: typed === '' ? null : (readColor(typed) ?? typed) });
  }

  private async change(interaction: Change, change: WelcomeChange): Promise<void> {
    const guildId = requireManageGuild(interaction);
    await interaction.deferUpdate();
    const settings = await this.settings.change(guildId, change, toSnowflake(interaction.user.id));
    const view = await this.presenter.panel(interaction, guildId, settings);
    await interaction.editReply(asMessage(view));
  }
}

function isSwitch(field: string): field is Switch {
  return Object.hasOwn(SWITCHES, field);
}

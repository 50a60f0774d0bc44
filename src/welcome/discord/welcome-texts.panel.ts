import { Injectable } from '@nestjs/common';
import type {
  ButtonInteraction,
  ChannelSelectMenuInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import { Button, ChannelSelect, ComponentParam, Context, Modal, ModalParam, StringSelect } from 'necord';

import { DomainError, toSnowflake } from '../../common';
import { asMessage, requireManageGuild } from '../../discord';
import type { WelcomeChange, WelcomeSettings } from '../../settings';
import {
  MESSAGE_LISTS,
  type MessageList,
  messageKey,
  WelcomeSettingsService,
} from '../welcome-settings.service';
import { requireSendableChannel } from './require-usable';
import { WelcomePresenter } from './welcome-presenter';
import { messageModal } from './welcome-texts.view';
import {
  NEW,
  WELCOME_ADD_TEXT,
  WELCOME_CHOOSE_TEXT,
  WELCOME_LEAVE_CHANNEL,
  WELCOME_LEAVE_SWITCH,
  WELCOME_TEXT_MODAL,
  WELCOME_TEXTS,
} from './welcome.custom-ids';

/** What is said to who joins and of who left. */
@Injectable()
export class WelcomeTextsPanel {
  constructor(
    private readonly settings: WelcomeSettingsService,
    private readonly presenter: WelcomePresenter,
  ) {}

  @Button(WELCOME_TEXTS.pattern)
  async show(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('list') list: string,
  ): Promise<void> {
    const settings = await this.settings.get(requireManageGuild(interaction));
    await interaction.update(asMessage(this.presenter.texts(listOf(list), settings)));
  }

  @Button(WELCOME_ADD_TEXT.pattern)
  async add(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('list') list: string,
  ): Promise<void> {
    requireManageGuild(interaction);
    await interaction.showModal(messageModal(listOf(list), null));
  }

  @StringSelect(WELCOME_CHOOSE_TEXT.pattern)
  async choose(
    @Context() [interaction]: [StringSelectMenuInteraction],
    @ComponentParam('list') list: string,
  ): Promise<void> {
    const settings = await this.settings.get(requireManageGuild(interaction));
    const [key] = interaction.values;
    const message = settings[MESSAGE_LISTS[listOf(list)]].find((other) => messageKey(other) === key);
    if (message === undefined)
      throw new DomainError('message-gone', 'This message is gone. Open the panel again.');
    await interaction.showModal(messageModal(listOf(list), message));
  }

  @Modal(WELCOME_TEXT_MODAL.pattern)
  async put(
    @Context() [interaction]: [ModalSubmitInteraction],
    @ModalParam('list') list: string,
    @ModalParam('key') key: string,
  ): Promise<void> {
    const guildId = requireManageGuild(interaction);
    if (!interaction.isFromMessage()) return;
    await interaction.deferUpdate();
    const text = interaction.fields.getTextInputValue('message');
    const message = { key: key === NEW ? null : key, text };
    const by = toSnowflake(interaction.user.id);
    const settings = await this.settings.putMessage(guildId, listOf(list), message, by);
    await interaction.editReply(asMessage(this.presenter.texts(listOf(list), settings)));
  }

  @Button(WELCOME_LEAVE_SWITCH.pattern)
  switchLeave(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('state') state: string,
  ): Promise<void> {
    return this.changeLeave(interaction, { leaveEnabled: state === 'on' });
  }

  @ChannelSelect(WELCOME_LEAVE_CHANNEL.pattern)
  async chooseLeaveChannel(@Context() [interaction]: [ChannelSelectMenuInteraction]): Promise<void> {
    requireManageGuild(interaction);
    const [chosen] = interaction.values;
    const leaveChannelId = chosen === undefined ? null : toSnowflake(chosen);
    if (leaveChannelId !== null) requireSendableChannel(interaction, leaveChannelId, { withFile: false });
    await this.changeLeave(interaction, { leaveChannelId });
  }

  private async changeLeave(
    interaction: ButtonInteraction | ChannelSelectMenuInteraction,
    change: WelcomeChange,
  ): Promise<void> {
    const guildId = requireManageGuild(interaction);
    await interaction.deferUpdate();
    const settings: WelcomeSettings = await this.settings.change(
      guildId,
      change,
      toSnowflake(interaction.user.id),
    );
    await interaction.editReply(asMessage(this.presenter.texts('leave', settings)));
  }
}

function listOf(list: string): MessageList {
  if (Object.hasOwn(MESSAGE_LISTS, list)) return list as MessageList;
  throw new DomainError('unknown-setting', 'This version has no such setting.');
}

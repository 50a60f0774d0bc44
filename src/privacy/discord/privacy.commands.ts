import { Injectable } from '@nestjs/common';
import { type ButtonInteraction, type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { Button, ComponentParam, Context, SlashCommand } from 'necord';
import { setTimeout as sleep } from 'node:timers/promises';

import { AppConfig } from '../../config';
import { asEphemeral, asMessage, described } from '../../discord';
import { Deletions } from '../deletions.service';
import { PrivacyChoices } from '../privacy-choices.service';
import { type LocalFile, PersonalExports } from './personal-exports';
import {
  oneOf,
  PRIVACY_CHOOSE,
  PRIVACY_CONFIRM,
  PRIVACY_DELETE,
  PRIVACY_EXPORT,
  PRIVACY_SHOW,
  type ScopeName,
  scopeOf,
} from './privacy.custom-ids';
import { PrivacyPresenter } from './privacy.presenter';
import { PRIVACY_TEXTS } from './privacy.texts';
import { confirmView, deletedView, personalFilesView, tooLargeView } from './privacy.view';

/** Most people's data is gone by then; who has more is told that it goes on. */
const PATIENCE_MS = 5_000;
/** Files that are sent one by one, because each may be as large as a message. */
const MOST_FILES = 20;

/** Everything here is about whoever uses it, and only they see it. */
@Injectable()
export class PrivacyCommands {
  constructor(
    private readonly config: AppConfig,
    private readonly presenter: PrivacyPresenter,
    private readonly choices: PrivacyChoices,
    private readonly deletions: Deletions,
    private readonly exports: PersonalExports,
  ) {}

  @SlashCommand({ name: 'privacy', ...described(PRIVACY_TEXTS.privacy) })
  async privacy(@Context() [interaction]: [ChatInputCommandInteraction]): Promise<void> {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const scope = interaction.guildId === null ? 'all' : 'here';
    await interaction.editReply(asMessage(await this.presenter.panel(interaction, scope)));
  }

  @Button(PRIVACY_SHOW.pattern)
  async show(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('scope') scope: ScopeName,
  ): Promise<void> {
    scopeOf(interaction, scope);
    await interaction.deferUpdate();
    await interaction.editReply(asMessage(await this.presenter.panel(interaction, scope)));
  }

  @Button(PRIVACY_CHOOSE.pattern)
  async choose(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('scope') scope: ScopeName,
    @ComponentParam('choice') choice: string,
    @ComponentParam('wanted') wanted: string,
  ): Promise<void> {
    const member = scopeOf(interaction, scope);
    const chosen = oneOf(['hidden', 'unrecorded'], choice);
    const isWanted = oneOf(['on', 'off'], wanted) === 'on';
    await interaction.deferUpdate();
    await this.choices.choose(member, chosen, isWanted);
    await interaction.editReply(asMessage(await this.presenter.panel(interaction, scope)));
  }

  @Button(PRIVACY_EXPORT.pattern)
  async export(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('scope') scope: ScopeName,
  ): Promise<void> {
    const member = scopeOf(interaction, scope);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await this.exports.make(member, (files) => this.send(interaction, files));
  }

  @Button(PRIVACY_DELETE.pattern)
  async ask(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('scope') scope: ScopeName,
  ): Promise<void> {
    scopeOf(interaction, scope);
    await interaction.update(asMessage(confirmView(scope, this.config)));
  }

  @Button(PRIVACY_CONFIRM.pattern)
  async confirm(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('scope') scope: ScopeName,
    @ComponentParam('then') then: string,
  ): Promise<void> {
    const member = scopeOf(interaction, scope);
    const isStopped = oneOf(['stop', 'go-on'], then) === 'stop';
    await interaction.deferUpdate();
    if (isStopped) await this.choices.choose(member, 'unrecorded', true);
    const { finished } = await this.deletions.request(member);
    const late = sleep(PATIENCE_MS, false, { ref: false });
    const isFinished = await Promise.race([finished.then(() => true), late]);
    await interaction.editReply(asMessage(deletedView(scope, isFinished)));
  }

  private async send(interaction: ButtonInteraction, files: readonly LocalFile[]): Promise<void> {
    for (const [index, file] of files.slice(0, MOST_FILES).entries()) {
      const view = personalFilesView([file]);
      const attached = { files: [{ attachment: file.path, name: file.name }] };
      if (index === 0) await interaction.editReply({ ...asMessage(view), ...attached });
      else await interaction.followUp({ ...asEphemeral(view), ...attached });
    }
    if (files.length > MOST_FILES) await interaction.followUp(asEphemeral(tooLargeView()));
  }
}

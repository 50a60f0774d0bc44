import { Injectable } from '@nestjs/common';
import type { BaseInteraction } from 'discord.js';

import type { View } from '../../discord';
import { Deletions } from '../deletions.service';
import { PersonalDataHolders } from '../personal-data';
import { PrivacyChoices } from '../privacy-choices.service';
import { type ScopeName, scopeOf } from './privacy.custom-ids';
import { privacyView } from './privacy.view';

/** The panel of who uses an interaction. */
@Injectable()
export class PrivacyPresenter {
  constructor(
    private readonly holders: PersonalDataHolders,
    private readonly choices: PrivacyChoices,
    private readonly deletions: Deletions,
  ) {}

  async panel(interaction: BaseInteraction, name: ScopeName): Promise<View> {
    const scope = scopeOf(interaction, name);
    const held = await Promise.all(
      this.holders.all.map(async (holder) => ({ title: holder.title, facts: await holder.facts(scope) })),
    );
    return privacyView({
      scope: name,
      isInGuild: interaction.guildId !== null,
      held,
      chosen: this.choices.get(scope),
      chosenEverywhere: this.choices.get({ ...scope, guildId: null }),
      deletingSince: await this.deletions.findPending(scope),
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { BaseInteraction } from 'discord.js';

import type { Snowflake } from '../../common';
import { MemberIntent, type View } from '../../discord';
import type { WelcomeSettings } from '../../settings';
import type { MessageList } from '../welcome-settings.service';
import { passageOf } from './passage-of';
import { WelcomeCards } from './welcome-cards';
import { WelcomeProblems } from './welcome-problems';
import { welcomePanelView } from './welcome-panel.view';
import { welcomeSummary } from './welcome-summary.view';
import { welcomeTextsView } from './welcome-texts.view';

/** Completes settings with what the panels show besides: the card, and what is wrong. */
@Injectable()
export class WelcomePresenter {
  constructor(
    private readonly intent: MemberIntent,
    private readonly problems: WelcomeProblems,
    private readonly cards: WelcomeCards,
  ) {}

  /** The card is the one that whoever asks would be welcomed with; drawing it may take seconds. */
  async panel(interaction: BaseInteraction, guildId: Snowflake, settings: WelcomeSettings): Promise<View> {
    const passage = passageOf(interaction, guildId);
    const preview = settings.picture
      ? await this.cards.draw(passage, interaction.guild?.name ?? '', settings)
      : null;
    const problems = this.problems.list(guildId, settings);
    return welcomePanelView({ settings, events: this.intent.state, problems, preview });
  }

  texts(list: MessageList, settings: WelcomeSettings): View {
    const problems = list === 'leave' ? this.problems.ofLeaving(settings) : [];
    return welcomeTextsView({ list, settings, problems });
  }

  summary(guildId: Snowflake, settings: WelcomeSettings): string {
    return welcomeSummary(settings, this.intent.state, this.problems.list(guildId, settings));
  }
}

import { Injectable, Logger } from '@nestjs/common';
import type { AutocompleteInteraction } from 'discord.js';
import { AutocompleteInterceptor } from 'necord';

import { toSnowflake } from '../../common';
import { isAgeRestricted } from '../../discord';
import type { Target } from '../../subscribers';
import { type Suggestion, SuggestionService } from '../subscriptions/suggestion.service';
import { toChoices } from './choices';

/** Answers while somebody types. Whatever goes wrong, a link can still be typed: it shows nothing then. */
abstract class LinksAutocomplete extends AutocompleteInterceptor {
  private readonly logger = new Logger('Feeds');

  async transformOptions(interaction: AutocompleteInteraction): Promise<void> {
    try {
      const suggestions = await this.suggest(interaction, interaction.options.getFocused());
      await interaction.respond(toChoices(suggestions));
    } catch (error) {
      this.logger.warn(
        `Nothing could be suggested: ${error instanceof Error ? error.message : String(error)}`,
      );
      if (!interaction.responded) await interaction.respond([]).catch(() => undefined);
    }
  }

  protected abstract suggest(interaction: AutocompleteInteraction, typed: string): Promise<Suggestion[]>;
}

/** Titles of the platforms. Age-restricted ones are offered where everybody who sees them may. */
@Injectable()
export class SubscribeAutocomplete extends LinksAutocomplete {
  constructor(private readonly suggestions: SuggestionService) {
    super();
  }

  protected suggest({ guildId, channel }: AutocompleteInteraction, typed: string): Promise<Suggestion[]> {
    const withAdult = guildId === null || (channel !== null && isAgeRestricted(channel));
    return this.suggestions.search(typed, { withAdult });
  }
}

/** What the person or the server follows; both while it is not said which is meant. */
@Injectable()
export class UnsubscribeAutocomplete extends LinksAutocomplete {
  constructor(private readonly suggestions: SuggestionService) {
    super();
  }

  protected suggest(
    { guildId, options, user }: AutocompleteInteraction,
    typed: string,
  ): Promise<Suggestion[]> {
    const into = options.getString('send_into');
    const targets: Target[] = [];
    if (into !== 'server') targets.push({ type: 'dm', targetId: toSnowflake(user.id) });
    if (into !== 'dm' && guildId !== null) targets.push({ type: 'guild', targetId: toSnowflake(guildId) });
    return this.suggestions.searchFollowed(targets, typed);
  }
}

import { Injectable } from '@nestjs/common';
import type { AutocompleteInteraction } from 'discord.js';
import { AutocompleteInterceptor } from 'necord';

import { suggestTimeZones } from './suggest-time-zones';

@Injectable()
export class TimeZoneAutocomplete extends AutocompleteInterceptor {
  override async transformOptions(interaction: AutocompleteInteraction): Promise<void> {
    const names = suggestTimeZones(interaction.options.getFocused());
    await interaction.respond(names.map((name) => ({ name, value: name })));
  }
}

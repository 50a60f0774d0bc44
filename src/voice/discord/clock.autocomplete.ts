import { Injectable } from '@nestjs/common';
import type { AutocompleteInteraction } from 'discord.js';
import { AutocompleteInterceptor } from 'necord';

import { suggestDayStarts } from './suggest-day-starts';
import { suggestTimeZones } from './suggest-time-zones';

/** For a server's time zone, and the hour at which its day begins. */
@Injectable()
export class ClockAutocomplete extends AutocompleteInterceptor {
  override async transformOptions(interaction: AutocompleteInteraction): Promise<void> {
    const { name, value } = interaction.options.getFocused(true);
    await interaction.respond(
      name === 'day_starts_at'
        ? suggestDayStarts(value)
        : suggestTimeZones(value).map((zone) => ({ name: zone, value: zone })),
    );
  }
}

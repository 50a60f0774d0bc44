import type { LocalizationMap } from 'discord.js';

/**
 * What Discord shows of a command, in each language that the bot knows: English for all who read none of the others.
 * Names of slash commands and of their options have no translation on purpose: people tell one another what to type.
 */
export interface Text {
  readonly en: string;
  /** Indonesian. */
  readonly id: string;
}

/** The description of a command, a group or a subcommand, as necord takes it. */
export function described({ en, ...others }: Text): {
  description: string;
  descriptionLocalizations: LocalizationMap;
} {
  return { description: en, descriptionLocalizations: others };
}

/** The name of a context menu command: it is chosen, not typed, and has no description. */
export function named({ en, ...others }: Text): { name: string; nameLocalizations: LocalizationMap } {
  return { name: en, nameLocalizations: others };
}

/** The description of an option, which necord takes in the words of Discord's API. */
export function describedOption({ en, ...others }: Text): {
  description: string;
  description_localizations: LocalizationMap;
} {
  return { description: en, description_localizations: others };
}

/** One of an option's choices, by the same spelling. */
export function choice<T extends string>(
  value: T,
  { en, ...others }: Text,
): { name: string; name_localizations: LocalizationMap; value: T } {
  return { name: en, name_localizations: others, value };
}

/** @param locale of whoever reads it, such as `interaction.locale`. */
export function textFor(locale: string, { en, ...others }: Text): string {
  return localized(locale, en, others);
}

/** The same for what necord keeps of a command: a text, and its translations if there are any. */
export function localized(locale: string, text: string, others: LocalizationMap | null | undefined): string {
  return new Map<string, string | null>(Object.entries(others ?? {})).get(locale) ?? text;
}

import type { ApplicationCommandOptionChoiceData } from 'discord.js';

import { truncate } from '../../common';

export type Choice = ApplicationCommandOptionChoiceData<string>;

export const MOST_CHOICES = 25;
const LONGEST_NAME = 100;

export interface Suggested {
  readonly title: string;
  readonly year: number | null;
  readonly platformName: string;
  /** What the option becomes when it is chosen. */
  readonly value: string;
}

/** What a list under an option shows: `Title (2021) · MangaDex`, the title cut where it is too long. */
export function toChoices(suggestions: readonly Suggested[]): Choice[] {
  const choices = new Map<string, Choice>();
  for (const { title, year, platformName, value } of suggestions) {
    const suffix = `${year === null ? '' : ` (${year})`} · ${truncate(platformName, 30)}`;
    const oneLine = title.replace(/\s+/gu, ' ').trim();
    const name = `${truncate(oneLine === '' ? 'Untitled' : oneLine, LONGEST_NAME - suffix.length)}${suffix}`;
    if (!choices.has(value)) choices.set(value, { name, value });
  }
  return [...choices.values()].slice(0, MOST_CHOICES);
}

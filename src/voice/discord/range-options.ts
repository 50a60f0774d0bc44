import type { APISelectMenuOption } from 'discord.js';

import { type Range, RANGES, titleOf } from '../statistics/ranges';

/** The ranges of a menu. Dates can only be typed, so a range of them stays to be chosen while it is shown. */
export function rangeOptions(shown: Range): APISelectMenuOption[] {
  const named = Object.entries(RANGES).map(([value, { title }]) => ({ label: title, value }));
  const typed = Object.hasOwn(RANGES, shown) ? [] : [{ label: titleOf(shown), value: shown }];
  return [...typed, ...named].map((option) => ({ ...option, default: option.value === shown }));
}

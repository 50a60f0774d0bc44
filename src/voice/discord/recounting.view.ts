import { text } from '../../discord';

/** A line below figures that still follow the settings from before a change; nothing otherwise. */
export function recounting({ isRecounting }: { readonly isRecounting: boolean }): ReturnType<typeof text>[] {
  return isRecounting
    ? [
        text(
          '-# The settings were changed: history is being counted anew, and this follows the old ones until then.',
        ),
      ]
    : [];
}

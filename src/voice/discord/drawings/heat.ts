/** A square without any time. */
export const NOTHING = '#2d303c';

/** From the card's violet shade over the accent to nearly white: the more, the lighter. */
const STOPS = [
  [0x3b, 0x41, 0x7a],
  [0x5a, 0x66, 0xc8],
  [0x7c, 0x8c, 0xff],
  [0xb3, 0x9b, 0xff],
  [0xe9, 0xd8, 0xff],
] as const;

/** @param share from 0 to 1. */
export function heatColor(share: number): string {
  const at = Math.min(1, Math.max(0, share)) * (STOPS.length - 1);
  const index = Math.min(STOPS.length - 2, Math.floor(at));
  const [low, high] = [STOPS[index] ?? STOPS[0], STOPS[index + 1] ?? STOPS[0]];
  const channels = low.map((from, channel) =>
    Math.round(from + ((high[channel] ?? from) - from) * (at - index)),
  );
  return `rgb(${channels.join(',')})`;
}

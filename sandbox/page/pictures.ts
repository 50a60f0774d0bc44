import { createHash } from 'node:crypto';

/** A cover that no platform has: sea, sky and a light, different for each address. */
export function coverSvg(address: string): string {
  const hue = hueOf(address);
  const bytes = createHash('sha256').update(address).digest();
  const x = 40 + ((bytes[1] ?? 0) % 100);
  const waves = [0, 1, 2].map((n) => {
    const y = 170 + n * 28;
    const rise = 10 + ((bytes[n + 2] ?? 0) % 14);
    return `<path d="M0 ${y} q45 -${rise} 90 0 t90 0 V256 H0 Z" fill="hsl(${(hue + 20 + n * 8) % 360} 42% ${30 - n * 6}%)"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 256"><defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="hsl(${hue} 50% 24%)"/><stop offset="1" stop-color="hsl(${(hue + 50) % 360} 60% 66%)"/></linearGradient></defs><rect width="180" height="256" fill="url(#s)"/><circle cx="${x}" cy="70" r="26" fill="hsl(48 90% 88%)"/>${waves.join('')}<path d="M${180 - x} 176 l8 -74 h14 l8 74 Z" fill="#f4efe6"/><rect x="${186 - x}" y="92" width="18" height="12" fill="hsl(12 60% 45%)"/></svg>`;
}

function hueOf(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt16BE(0) % 360;
}

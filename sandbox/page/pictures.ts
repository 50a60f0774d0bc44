import { createHash } from 'node:crypto';

/** The picture of somebody without one: their initial on a colour of their own. */
export function avatarSvg(name: string, seed: string): string {
  const [initial] = new Intl.Segmenter().segment(name.trim() || '?');
  const hue = hueOf(seed);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="hsl(${hue} 45% 38%)"/><circle cx="62" cy="14" r="30" fill="hsl(${(hue + 40) % 360} 50% 46%)" opacity=".55"/><text x="40" y="43" font-family="'Noto Sans', 'Noto Sans JP', 'Noto Sans KR', sans-serif" font-size="36" font-weight="600" fill="#fff" text-anchor="middle" dominant-baseline="central">${escapeXml((initial?.segment ?? '?').toUpperCase())}</text></svg>`;
}

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

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { hour: '2-digit', minute: '2-digit' },
  T: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};

/** A timestamp as Discord's client shows it in one of its styles. */
export function timestampText(at: number, style: string, now: number): string {
  return style === 'R' ? relative(at, now) : new Date(at).toLocaleString('en-GB', STYLES[style] ?? STYLES.f);
}

export function relative(at: number, now: number): string {
  const distance = Math.abs(at - now);
  const [unit, size] = (
    [
      ['day', DAY],
      ['hour', HOUR],
      ['minute', MINUTE],
    ] as const
  ).find(([, each]) => distance >= each) ?? ['second', 1_000];
  return new Intl.RelativeTimeFormat('en').format(Math.round((at - now) / size), unit);
}

export function clockText(at: number): string {
  return new Date(at).toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}

export function durationText(ms: number): string {
  if (ms >= DAY) return `${(ms / DAY).toFixed(1)} days`;
  return ms >= HOUR ? `${(ms / HOUR).toFixed(1)} hours` : `${Math.ceil(ms / MINUTE)} minutes`;
}

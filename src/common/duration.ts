const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `0 min`, `45 s`, `12 min`, `3 h 05 min`, `1,203 h 00 min`: what is shorter than a minute in seconds, rounded down. */
export function duration(ms: number): string {
  if (ms > 0 && ms < MINUTE) return `${Math.floor(ms / 1000)} s`;
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (ms < HOUR) return `${minutes} min`;
  const hours = Math.floor(ms / HOUR).toLocaleString('en-US');
  return `${hours} h ${String(minutes).padStart(2, '0')} min`;
}

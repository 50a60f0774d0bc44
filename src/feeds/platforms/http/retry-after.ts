import type { HttpAnswer } from './http-client';

const DAY_MS = 24 * 3_600_000;
/** The host's clock and ours differ a little; asking a second too early would be a second offence. */
const MARGIN_MS = 1_000;

/**
 * The instant before which a host does not want to be asked again, from whichever header says so:
 * `Retry-After` (seconds or a date), MangaDex's `X-RateLimit-Retry-After` and AniList's `X-RateLimit-Reset` (both unix
 * seconds). Null where none says anything usable. Never more than a day ahead, so that a slip of theirs heals itself.
 */
export function readRetryAt(headers: HttpAnswer['headers'], now: Date): Date | null {
  const instant =
    readRetryAfter(headers['retry-after'], now) ??
    readUnixSeconds(headers['x-ratelimit-retry-after']) ??
    readUnixSeconds(headers['x-ratelimit-reset']);
  if (instant === null) return null;
  const waitMs = Math.min(Math.max(instant - now.getTime(), 0) + MARGIN_MS, DAY_MS);
  return new Date(now.getTime() + waitMs);
}

/** A count such as `X-RateLimit-Limit`, or null. */
export function readCount(value: string | string[] | undefined): number | null {
  return typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : null;
}

function readRetryAfter(value: string | string[] | undefined, now: Date): number | null {
  const seconds = readCount(value);
  if (seconds !== null) return now.getTime() + seconds * 1_000;
  // A bare number that is not a count (`-1`, `1.5`) would pass as a year.
  if (typeof value !== 'string' || !/[a-z]/i.test(value)) return null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : date;
}

function readUnixSeconds(value: string | string[] | undefined): number | null {
  const seconds = readCount(value);
  return seconds === null ? null : seconds * 1_000;
}

import type { HttpAnswer } from '../http/http-client';
import { readRetryAt } from '../http/retry-after';

type Headers = HttpAnswer['headers'];

/** Longer wishes are slips of a cache's configuration more often than meant. */
const MAX_FRESH_MS = 24 * 3_600_000;
/** An answer header is kept in the database; a longer one is nonsense. */
const MAX_HEADER_LENGTH = 1_000;

/** The header's value untouched, or null where it is absent, empty or absurd. */
export function readHeader(headers: Headers, name: string): string | null {
  const value = headers[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text === undefined || text === '' || text.length > MAX_HEADER_LENGTH ? null : text;
}

/** How long `Cache-Control: max-age` asks to wait, 0 where it says nothing. */
export function readFreshMs(headers: Headers): number {
  const control = readHeader(headers, 'cache-control') ?? '';
  if (/\bno-(?:cache|store)\b/i.test(control)) return 0;
  const seconds = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/i.exec(control)?.[1];
  return seconds === undefined ? 0 : Math.min(Number(seconds) * 1_000, MAX_FRESH_MS);
}

/** When a host that refused wants to be asked again, or null where it does not say. */
export function refusal({ status, headers }: Pick<HttpAnswer, 'status' | 'headers'>, now: Date): Date | null {
  return status === 429 || status >= 500 ? readRetryAt({ 'retry-after': headers['retry-after'] }, now) : null;
}

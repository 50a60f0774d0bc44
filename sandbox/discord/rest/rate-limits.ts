import { createHash } from 'node:crypto';

export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

interface Bucket {
  used: number;
  resetsAt: number;
}

export interface RateLimitVerdict {
  readonly headers: Readonly<Record<string, string>>;
  /** Set when the request has to be refused with 429. */
  readonly refused?: { readonly retryAfterSeconds: number; readonly isGlobal: boolean };
}

const REAL_LIMITS: readonly [string, RateLimit][] = [
  ['POST /channels/{channel_id}/messages', { limit: 5, windowMs: 5_000 }],
  ['PATCH /channels/{channel_id}/messages/{message_id}', { limit: 5, windowMs: 5_000 }],
  ['DELETE /channels/{channel_id}/messages/{message_id}', { limit: 5, windowMs: 1_000 }],
  ['POST /webhooks/{webhook_id}/{webhook_token}', { limit: 5, windowMs: 2_000 }],
];
const OTHERWISE: RateLimit = { limit: 50, windowMs: 1_000 };

/**
 * Discord's limits: a bucket per route and major parameter, and one over everything.
 * They run on real time, because the client that waits them out does.
 */
export class RateLimits {
  enabled: boolean;
  global: RateLimit = { limit: 50, windowMs: 1_000 };
  private readonly limits = new Map(REAL_LIMITS);
  private readonly buckets = new Map<string, Bucket>();

  constructor(enabled: boolean) {
    this.enabled = enabled;
  }

  /** @param route with its method: `POST /channels/{channel_id}/messages`. */
  set(route: string, limit: RateLimit): void {
    this.limits.set(route, limit);
    for (const key of this.buckets.keys()) if (key.startsWith(`${route} `)) this.buckets.delete(key);
  }

  /** @param majorParameter the channel, guild or webhook that the route's limit counts for. */
  check(method: string, route: string, majorParameter: string): RateLimitVerdict {
    // Answers to interactions are outside of every limit.
    if (!this.enabled || route.startsWith('/interactions/')) return { headers: {} };
    const isWebhook = route.startsWith('/webhooks/');
    if (!isWebhook && !this.take('global', this.global).isTaken) return this.refuseGlobally();
    const name = `${method} ${route}`;
    const limit = this.limits.get(name) ?? OTHERWISE;
    const { bucket, isTaken } = this.take(`${name} ${majorParameter}`, limit);
    const resetAfter = secondsUntil(bucket);
    const headers = {
      'x-ratelimit-limit': String(limit.limit),
      'x-ratelimit-remaining': String(Math.max(0, limit.limit - bucket.used)),
      'x-ratelimit-reset': (bucket.resetsAt / 1000).toFixed(3),
      'x-ratelimit-reset-after': resetAfter.toFixed(3),
      'x-ratelimit-bucket': createHash('sha1').update(name).digest('hex').slice(0, 32),
    };
    if (isTaken) return { headers };
    return {
      headers: { ...headers, 'retry-after': resetAfter.toFixed(3), 'x-ratelimit-scope': 'user' },
      refused: { retryAfterSeconds: resetAfter, isGlobal: false },
    };
  }

  private refuseGlobally(): RateLimitVerdict {
    const bucket = this.buckets.get('global');
    const retryAfterSeconds = bucket === undefined ? 0 : secondsUntil(bucket);
    return {
      headers: {
        'x-ratelimit-global': 'true',
        'x-ratelimit-scope': 'global',
        'retry-after': retryAfterSeconds.toFixed(3),
      },
      refused: { retryAfterSeconds, isGlobal: true },
    };
  }

  private take(key: string, limit: RateLimit): { bucket: Bucket; isTaken: boolean } {
    const present = this.buckets.get(key);
    const now = Date.now();
    const bucket = present && present.resetsAt > now ? present : { used: 0, resetsAt: now + limit.windowMs };
    this.buckets.set(key, bucket);
    const isTaken = bucket.used < limit.limit;
    if (isTaken) bucket.used += 1;
    return { bucket, isTaken };
  }
}

function secondsUntil({ resetsAt }: Bucket): number {
  return Math.max(0, resetsAt - Date.now()) / 1000;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { backoffDelayMs, type Clock } from '../../../common';
import type { Pause } from '../platform';
import { PlatformUnavailableError } from '../platform.errors';
import { classifyAnswer, type Classified, type JsonAnswer } from './classify-answer';
import { type BreakerPolicy, HostBreaker } from './host-breaker';
import type { HttpAnswer, HttpClient, HttpRequest } from './http-client';
import { readCount } from './retry-after';
import { type Pace, TokenBucket } from './token-bucket';
import { TransportError } from './transport.errors';

const RETRIES = 2;
const RETRY_BACKOFF = { baseMs: 250, capMs: 2_000 };
const MINUTE_MS = 60_000;
/** While a platform is down, its streams and whoever searches or subscribes ask it together. */
const BREAKER: BreakerPolicy = { failures: 5, firstPauseMs: 5 * MINUTE_MS, longestPauseMs: 15 * MINUTE_MS };
/** Left unused in each minute: running into the limit costs a minute of silence. */
const SPARE_REQUESTS = 2;

export interface JsonHostOptions {
  readonly platformName: string;
  readonly client: HttpClient;
  readonly clock: Clock;
  readonly pace: Pace;
  /** `X-RateLimit-Limit` and `-Remaining` count requests a minute, as AniList's do. */
  readonly minuteHeaders?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long a 403 shuts the host; ten minutes unless told otherwise. */
  readonly forbiddenPauseMs?: number;
}

/**
 * The only way to one host: one request at a time, paced, repeated a little when the network or the host stumbles,
 * and shut for as long as the host asked, or for a while when it fails again and again. All requests are reads, so repeating them is harmless.
 */
export class JsonHost {
  private readonly bucket: TokenBucket;
  private readonly shutdown = new AbortController();
  private tail: Promise<unknown> = Promise.resolve();
  private readonly breaker = new HostBreaker(BREAKER);

  constructor(private readonly options: JsonHostOptions) {
    this.bucket = new TokenBucket(options.pace, options.clock);
  }

  /**
   * @param meaningful statuses beside 2xx whose JSON the caller wants to see.
   * @throws PlatformUnavailableError when there is no such answer; at once while the host is shut.
   */
  ask(request: HttpRequest, meaningful: readonly number[] = []): Promise<JsonAnswer> {
    const turn = this.tail.then(() => this.attempt(request, meaningful));
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  /** Until when the host is not asked and why; null while it is. */
  pause(): Pause | null {
    return this.breaker.pauseAt(this.options.clock.now());
  }

  /** Nobody waits any longer; waiting and later calls fail. */
  close(): void {
    this.shutdown.abort();
  }

  private async attempt(request: HttpRequest, meaningful: readonly number[]): Promise<JsonAnswer> {
    for (let failures = 0; ; failures += 1) {
      this.assertOpen(request);
      await this.wait(request, (signal) => this.bucket.take(signal));
      const outcome = await this.send(request, meaningful);
      if (outcome.kind === 'json') return outcome.answer;
      const { detail, closedUntil, isHostAtFault } = outcome;
      if (!outcome.retryable || failures === RETRIES) {
        if (isHostAtFault) this.breaker.failed({ detail, retryAt: closedUntil }, this.options.clock.now());
        throw this.unavailable(request, detail, closedUntil);
      }
      const delayMs = backoffDelayMs(RETRY_BACKOFF, failures + 1);
      await this.wait(request, (signal) => sleep(delayMs, undefined, { signal }));
    }
  }

  private async send(request: HttpRequest, meaningful: readonly number[]): Promise<Classified> {
    const { client, clock, headers, forbiddenPauseMs, platformName: source } = this.options;
    try {
      const answer = await client.send({ ...request, source, headers: { ...headers, ...request.headers } });
      const now = clock.now();
      if (this.options.minuteHeaders) this.heed(answer.headers, now);
      const text = answer.bytes.toString('utf8');
      const classified = classifyAnswer({ ...answer, text }, now, {
        meaningful,
        ...(forbiddenPauseMs === undefined ? {} : { forbiddenPauseMs }),
      });
      if (classified.kind === 'json') this.breaker.succeeded();
      return classified;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      const { message: detail, retryable } = error;
      return { kind: 'refused', detail, closedUntil: null, retryable, isHostAtFault: true };
    }
  }

  private heed(headers: HttpAnswer['headers'], now: Date): void {
    const limit = readCount(headers['x-ratelimit-limit']);
    if (limit !== null && limit > 0) this.bucket.limit(limit - SPARE_REQUESTS);
    const remaining = readCount(headers['x-ratelimit-remaining']);
    // Our own pace never gets here; a restart, or a second process behind the same address, does.
    if (remaining !== null && remaining < SPARE_REQUESTS) {
      this.breaker.rest(
        new Date(now.getTime() + MINUTE_MS),
        `only ${remaining} requests left this minute`,
        now,
      );
    }
  }

  private assertOpen(request: HttpRequest): void {
    const pause = this.pause();
    if (pause === null) return;
    const { until, because } = pause;
    throw this.unavailable(request, `not asked before ${until.toISOString()} because of: ${because}`, until);
  }

  private async wait(request: HttpRequest, turn: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    try {
      this.shutdown.signal.throwIfAborted();
      await turn(this.shutdown.signal);
    } catch (error) {
      if (!this.shutdown.signal.aborted) throw error;
      throw this.unavailable(request, 'shutting down', null);
    }
  }

  private unavailable(request: HttpRequest, detail: string, retryAt: Date | null): PlatformUnavailableError {
    const target = `${request.method} ${request.url.host}${request.url.pathname}`;
    return new PlatformUnavailableError(this.options.platformName, `${target}: ${detail}`, retryAt);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { backoffDelayMs, type Clock } from '../../../common';
import { PlatformUnavailableError } from '../platform.errors';
import { classifyAnswer, type JsonAnswer } from './classify-answer';
import type { HttpAnswer, HttpClient, HttpRequest } from './http-client';
import { readCount } from './retry-after';
import { type Pace, TokenBucket } from './token-bucket';
import { TransportError } from './transport.errors';

const RETRIES = 2;
const RETRY_BACKOFF = { baseMs: 250, capMs: 2_000 };
const MINUTE_MS = 60_000;
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
}

/**
 * The only way to one host: one request at a time, paced, repeated a little when the network or the host stumbles,
 * and shut for as long as the host asked. All requests are reads, so repeating them is harmless.
 */
export class JsonHost {
  private readonly bucket: TokenBucket;
  private readonly shutdown = new AbortController();
  private tail: Promise<unknown> = Promise.resolve();
  private closed: { readonly until: Date; readonly because: string } | null = null;

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

  /** Nobody waits any longer; waiting and later calls fail. */
  close(): void {
    this.shutdown.abort();
  }

  private async attempt(request: HttpRequest, meaningful: readonly number[]): Promise<JsonAnswer> {
    for (let failures = 0; ; failures += 1) {
      this.assertOpen(request);
      await this.pause(request, (signal) => this.bucket.take(signal));
      const outcome = await this.send(request, meaningful);
      if (outcome.kind === 'json') return outcome.answer;
      if (outcome.closedUntil) this.closed = { until: outcome.closedUntil, because: outcome.detail };
      if (!outcome.retryable || failures === RETRIES) {
        throw this.unavailable(request, outcome.detail, outcome.closedUntil);
      }
      const delayMs = backoffDelayMs(RETRY_BACKOFF, failures + 1);
      await this.pause(request, (signal) => sleep(delayMs, undefined, { signal }));
    }
  }

  private async send(request: HttpRequest, meaningful: readonly number[]) {
    const { client, clock, headers } = this.options;
    try {
      const answer = await client.send({ ...request, headers: { ...headers, ...request.headers } });
      const now = clock.now();
      if (this.options.minuteHeaders) this.heed(answer.headers, now);
      return classifyAnswer(answer, now, meaningful);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      return {
        kind: 'refused',
        detail: error.message,
        closedUntil: null,
        retryable: error.retryable,
      } as const;
    }
  }

  private heed(headers: HttpAnswer['headers'], now: Date): void {
    const limit = readCount(headers['x-ratelimit-limit']);
    if (limit !== null && limit > 0) this.bucket.limit(limit - SPARE_REQUESTS);
    const remaining = readCount(headers['x-ratelimit-remaining']);
    // Our own pace never gets here; a restart, or a second process behind the same address, does.
    if (remaining !== null && remaining < SPARE_REQUESTS) {
      this.closed = {
        until: new Date(now.getTime() + MINUTE_MS),
        because: `only ${remaining} requests left this minute`,
      };
    }
  }

  private assertOpen(request: HttpRequest): void {
    if (!this.closed) return;
    if (this.options.clock.now() < this.closed.until) {
      const { until, because } = this.closed;
      throw this.unavailable(
        request,
        `not asked before ${until.toISOString()} because of: ${because}`,
        until,
      );
    }
    this.closed = null;
  }

  private async pause(request: HttpRequest, wait: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    try {
      this.shutdown.signal.throwIfAborted();
      await wait(this.shutdown.signal);
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

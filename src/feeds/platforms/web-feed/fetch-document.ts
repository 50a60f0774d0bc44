import { lookup } from 'node:dns/promises';

import type { Clock } from '../../../common';
import { type HttpAnswer, HttpClient, type HttpClientOptions } from '../http/http-client';
import { TooLargeError } from '../http/transport.errors';
import { LinkError, PlatformUnavailableError } from '../platform.errors';
import { assertAllowed, lookupOf, type Resolve } from './address-guard';
import { isPublicAddress } from './public-address';
import { readFreshMs, readHeader, refusal } from './response-headers';

/**
 * Documents are parsed at one go, and while that lasts the bot answers nobody: 2 MB take 0.1 s as feeds are, and up to
 * 0.8 s at their worst, where 5 MB take 2 s.
 */
const MAX_BODY_BYTES = 2 * 1024 * 1024;
const TIME_LIMIT_MS = 10_000;
const MAX_REDIRECTS = 5;
const PERMANENT: ReadonlySet<number> = new Set([301, 308]);
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, ' +
  'application/json;q=0.8, text/html;q=0.5, */*;q=0.1';

export interface DocumentFetcherOptions extends Pick<HttpClientOptions, 'observe'> {
  /** Says truthfully who asks: `pwr-bot/<version> (+<homepage>)`. */
  readonly userAgent: string;
  readonly clock: Clock;
  /** Origins such as `http://127.0.0.1:8080` that may be private and on any port. Empty unless one's own. */
  readonly allowPrivateOrigins?: readonly string[];
  readonly timeLimitMs?: number;
  readonly maxBodyBytes?: number;
  readonly resolve?: Resolve;
}

/** What a server gave to recognise its document by, kept exactly as received. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchedDocument extends Validators {
  readonly type: 'document';
  /** Where the document finally was. */
  readonly url: URL;
  readonly bytes: Buffer;
  readonly contentType: string | null;
  /** How long the server asks not to be asked again. */
  readonly freshMs: number;
  /** The address to use from now on, when permanent redirects led to another one. */
  readonly movedTo: URL | null;
}

export type Fetched =
  | FetchedDocument
  | { readonly type: 'unchanged'; readonly freshMs: number; readonly movedTo: URL | null }
  | { readonly type: 'gone'; readonly detail: string }
  | { readonly type: 'missing'; readonly detail: string };

/** Gets documents from anywhere on the public internet, and from nowhere else. Repeats nothing. */
export class DocumentFetcher {
  private readonly privateOrigins: ReadonlySet<string>;
  private readonly guarded: HttpClient;
  private readonly open: HttpClient;

  constructor(private readonly options: DocumentFetcherOptions) {
    this.privateOrigins = new Set(options.allowPrivateOrigins);
    this.guarded = clientOf(options, isPublicAddress);
    this.open = clientOf(options, () => true);
  }

  /** @throws LinkError when the address, or one that it redirects to, may not be asked. */
  assertAllowed(url: URL): void {
    assertAllowed(url, this.privateOrigins);
  }

  /**
   * @throws LinkError when the address, or one that it redirects to, may not be asked.
   * @throws PlatformUnavailableError when no usable answer came.
   */
  async fetch(url: URL, validators: Validators = { etag: null, lastModified: null }): Promise<Fetched> {
    const signal = AbortSignal.timeout(this.options.timeLimitMs ?? TIME_LIMIT_MS);
    let current = url;
    let movedTo: URL | null = null;
    let permanent = true;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      this.assertAllowed(current);
      try {
        const answer = await this.send(current, validators, signal);
        if (!REDIRECTS.has(answer.status)) return this.read(answer, current, movedTo);
        current = redirectTarget(answer, current);
        // Behind a temporary redirect a permanent one says nothing about the address that was asked.
        permanent &&= PERMANENT.has(answer.status);
        if (permanent) movedTo = current;
      } catch (error) {
        throw explain(error, current);
      }
    }
    throw unavailable(current, `more than ${MAX_REDIRECTS} redirects`);
  }

  /** Ends running requests; later ones fail at once. */
  async close(): Promise<void> {
    await Promise.all([this.guarded.close(), this.open.close()]);
  }

  private send(url: URL, { etag, lastModified }: Validators, signal: AbortSignal): Promise<HttpAnswer> {
    const client = this.privateOrigins.has(url.origin) ? this.open : this.guarded;
    return client.send({
      method: 'GET',
      url,
      source: 'Web feed',
      headers: {
        accept: ACCEPT,
        // An empty validator would be answered as if nothing had been sent, by some with an error.
        ...(etag ? { 'if-none-match': etag } : {}),
        ...(lastModified ? { 'if-modified-since': lastModified } : {}),
      },
      signal,
      wantsBody: (status) => status === 200,
    });
  }

  private read({ status, headers, bytes }: HttpAnswer, url: URL, movedTo: URL | null): Fetched {
    const freshMs = readFreshMs(headers);
    if (status === 200) {
      return {
        type: 'document',
        url,
        bytes,
        contentType: readHeader(headers, 'content-type'),
        etag: readHeader(headers, 'etag'),
        lastModified: readHeader(headers, 'last-modified'),
        freshMs,
        movedTo,
      };
    }
    if (status === 304) return { type: 'unchanged', freshMs, movedTo };
    const detail = `GET ${url.host}${url.pathname}: ${status}`;
    if (status === 410) return { type: 'gone', detail };
    if (status === 404) return { type: 'missing', detail };
    const retryAt = refusal({ status, headers }, this.options.clock.now());
    throw new PlatformUnavailableError(url.hostname, detail, retryAt);
  }
}

function clientOf(options: DocumentFetcherOptions, isAllowed: (address: string) => boolean): HttpClient {
  const resolve: Resolve = options.resolve ?? ((hostname) => lookup(hostname, { all: true }));
  return new HttpClient({
    maxBodyBytes: MAX_BODY_BYTES,
    ...options,
    connections: 2,
    lookup: lookupOf(resolve, isAllowed),
  });
}

function explain(error: unknown, url: URL): Error {
  if (error instanceof LinkError || error instanceof PlatformUnavailableError) return error;
  if (error instanceof TooLargeError) return new LinkError(tooLarge(error.maxBytes), { cause: error });
  if (error instanceof Error && error.cause instanceof LinkError) return error.cause;
  return unavailable(url, error instanceof Error ? error.message : String(error), error);
}

function tooLarge(maxBytes: number): string {
  const size = `${(maxBytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`;
  return `what is at this address is larger than ${size}, which is more than a feed may have here.`;
}

function redirectTarget({ status, headers }: HttpAnswer, from: URL): URL {
  const location = readHeader(headers, 'location');
  if (location === null || !URL.canParse(location, from.href)) {
    throw unavailable(from, `${status} without a usable address`);
  }
  const target = new URL(location, from);
  target.username = '';
  target.password = '';
  return target;
}

function unavailable(url: URL, reason: string, cause?: unknown): PlatformUnavailableError {
  const detail = `GET ${url.host}${url.pathname}: ${reason}`;
  return new PlatformUnavailableError(url.hostname, detail, null, { cause });
}

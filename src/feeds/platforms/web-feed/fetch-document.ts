import { lookup } from 'node:dns/promises';
import type { Dispatcher } from 'undici';

import type { Clock } from '../../../common';
import { readBytes } from '../http/read-body';
import { LinkError, PlatformUnavailableError } from '../platform.errors';
import { assertAllowed, lookupOf, type Resolve } from './address-guard';
import { isPublicAddress } from './public-address';
import { readFreshMs, readHeader, refusal } from './response-headers';

const MAX_BODY_BYTES = 5 * 1024 * 1024;
const TIME_LIMIT_MS = 10_000;
const MAX_REDIRECTS = 5;
const PERMANENT: ReadonlySet<number> = new Set([301, 308]);
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, ' +
  'application/json;q=0.8, text/html;q=0.5, */*;q=0.1';

export interface DocumentFetcherOptions {
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

type Undici = typeof import('undici');

/** Gets documents from anywhere on the public internet, and from nowhere else. Repeats nothing. */
export class DocumentFetcher {
  private readonly privateOrigins: ReadonlySet<string>;
  private connection: Promise<{ undici: Undici; guarded: Dispatcher; open: Dispatcher }> | null = null;
  private closed = false;

  constructor(private readonly options: DocumentFetcherOptions) {
    this.privateOrigins = new Set(options.allowPrivateOrigins);
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
        const response = await this.send(current, validators, signal);
        if (!REDIRECTS.has(response.statusCode)) return await this.read(response, current, movedTo);
        const status = response.statusCode;
        await response.body.dump();
        current = redirectTarget(response, current);
        // Behind a temporary redirect a permanent one says nothing about the address that was asked.
        permanent &&= PERMANENT.has(status);
        if (permanent) movedTo = current;
      } catch (error) {
        throw this.explain(error, current, signal);
      }
    }
    throw unavailable(current, `more than ${MAX_REDIRECTS} redirects`);
  }

  /** Ends running requests; later ones fail at once. */
  async close(): Promise<void> {
    this.closed = true;
    if (!this.connection) return;
    const { guarded, open } = await this.connection;
    await Promise.all([guarded.destroy(), open.destroy()]);
  }

  private async send(
    url: URL,
    { etag, lastModified }: Validators,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    if (this.closed) throw new Error('shutting down');
    const { undici, guarded, open } = await this.connect();
    return undici.request(url, {
      method: 'GET',
      headers: {
        accept: ACCEPT,
        'accept-encoding': 'gzip, br',
        // An empty validator would be answered as if nothing had been sent, by some with an error.
        ...(etag ? { 'if-none-match': etag } : {}),
        ...(lastModified ? { 'if-modified-since': lastModified } : {}),
        'user-agent': this.options.userAgent,
      },
      dispatcher: this.privateOrigins.has(url.origin) ? open : guarded,
      signal,
    });
  }

  private async read(response: Dispatcher.ResponseData, url: URL, movedTo: URL | null): Promise<Fetched> {
    const { statusCode: status, headers } = response;
    const freshMs = readFreshMs(headers);
    if (status === 200) {
      const bytes = await readBytes(response, this.options.maxBodyBytes ?? MAX_BODY_BYTES);
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
    await response.body.dump();
    if (status === 304) return { type: 'unchanged', freshMs, movedTo };
    const detail = `GET ${url.host}${url.pathname}: ${status}`;
    if (status === 410) return { type: 'gone', detail };
    if (status === 404) return { type: 'missing', detail };
    throw new PlatformUnavailableError(url.hostname, detail, refusal(response, this.options.clock.now()));
  }

  private explain(error: unknown, url: URL, signal: AbortSignal): Error {
    if (error instanceof LinkError || error instanceof PlatformUnavailableError) return error;
    if (signal.aborted) return unavailable(url, 'no answer in time', error);
    return unavailable(url, error instanceof Error ? error.message : String(error), error);
  }

  /** undici takes about 50 ms to load, which the first request pays rather than the start of the bot. */
  private connect(): NonNullable<typeof this.connection> {
    const resolve: Resolve = this.options.resolve ?? ((hostname) => lookup(hostname, { all: true }));
    this.connection ??= import('undici').then((undici) => {
      const agentFor = (isAllowed: (address: string) => boolean): Dispatcher =>
        new undici.Agent({ connections: 2, connect: { lookup: lookupOf(resolve, isAllowed) } });
      return { undici, guarded: agentFor(isPublicAddress), open: agentFor(() => true) };
    });
    return this.connection;
  }
}

function redirectTarget(response: Dispatcher.ResponseData, from: URL): URL {
  const location = readHeader(response.headers, 'location');
  if (location === null || !URL.canParse(location, from.href)) {
    throw unavailable(from, `${response.statusCode} without a usable address`);
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

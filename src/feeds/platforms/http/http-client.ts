import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import { readBytes } from './read-body';
import { TransportError } from './transport.errors';

/** Answers are a few hundred kilobytes; what exceeds this is not an answer that we asked for. */
const MAX_BODY_BYTES = 5 * 1024 * 1024;
const TIME_LIMIT_MS = 10_000;
const CONNECTIONS = 4;

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the request; by default that is the client's own time limit. */
  readonly signal?: AbortSignal;
  /** Of which statuses the body is read; by default of all. */
  readonly wantsBody?: (status: number) => boolean;
  /** The platform that is asked, for whoever observes; its host unless told otherwise. */
  readonly source?: string;
}

export interface ObservedRequest {
  /** The platform. */
  readonly source: string;
  /** Null where no complete answer came. */
  readonly status: number | null;
  readonly seconds: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

export interface HttpClientOptions {
  /** Says truthfully who asks: `pwr-bot/<version> (+<homepage>)`. */
  readonly userAgent: string;
  readonly timeLimitMs?: number;
  readonly maxBodyBytes?: number;
  /** To one origin at a time. */
  readonly connections?: number;
  /** Told of each request that has ended. */
  readonly observe?: (request: ObservedRequest) => void;
  /** How names become addresses; by the system unless told otherwise. */
  readonly lookup?: LookupFunction;
}

/**
 * One attempt of one request, bounded in time and size; follows no redirect. Knows neither pacing nor what an
 * answer means.
 */
export class HttpClient {
  private connection: Promise<{ undici: typeof import('undici'); agent: Dispatcher }> | null = null;
  private closed = false;

  constructor(private readonly options: HttpClientOptions) {}

  /** @throws TransportError when no complete answer arrived. */
  async send(request: HttpRequest): Promise<HttpAnswer> {
    const startedAt = performance.now();
    let status: number | null = null;
    try {
      const answer = await this.request(request);
      ({ status } = answer);
      return answer;
    } finally {
      const source = request.source ?? request.url.host;
      this.options.observe?.({ source, status, seconds: (performance.now() - startedAt) / 1000 });
    }
  }

  private async request(request: HttpRequest): Promise<HttpAnswer> {
    if (this.closed) throw new TransportError('shutting down', false);
    const timeLimitMs = this.options.timeLimitMs ?? TIME_LIMIT_MS;
    const { undici, agent } = await this.connect();
    const signal = request.signal ?? AbortSignal.timeout(timeLimitMs);
    try {
      const response = await undici.request(request.url, {
        method: request.method,
        headers: {
          accept: 'application/json',
          'accept-encoding': 'gzip, br',
          ...request.headers,
          'user-agent': this.options.userAgent,
        },
        body: request.body ?? null,
        dispatcher: agent,
        signal,
      });
      const { statusCode: status, headers } = response;
      if (request.wantsBody?.(status) === false) {
        await response.body.dump();
        return { status, headers, bytes: Buffer.alloc(0) };
      }
      return {
        status,
        headers,
        bytes: await readBytes(response, this.options.maxBodyBytes ?? MAX_BODY_BYTES),
      };
    } catch (error) {
      if (error instanceof TransportError) throw error;
      if (signal.aborted)
        throw new TransportError(`no answer within ${timeLimitMs} ms`, false, { cause: error });
      const reason = error instanceof Error ? error.message : String(error);
      throw new TransportError(`connection failed: ${reason}`, !this.closed, { cause: error });
    }
  }

  /** Ends running requests; later ones fail at once. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.connection) await (await this.connection).agent.destroy();
  }

  /** undici takes about 50 ms to load, which the first request pays rather than the start of the bot. */
  private connect(): NonNullable<typeof this.connection> {
    const { connections = CONNECTIONS, lookup } = this.options;
    this.connection ??= import('undici').then((undici) => ({
      undici,
      agent: new undici.Agent({ connections, ...(lookup ? { connect: { lookup } } : {}) }),
    }));
    return this.connection;
  }
}

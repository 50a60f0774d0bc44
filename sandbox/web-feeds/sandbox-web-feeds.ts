import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** How one path is answered. */
export interface Behaviour {
  /** 200 by default. */
  readonly status?: number;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers 304 to whoever sends the validator of this very body; on by default. */
  readonly conditional?: boolean;
  readonly gzip?: boolean;
  /** Waits before it answers. */
  readonly delayMs?: number;
  /** After the body sends blanks for ever, one every so often. */
  readonly dripMs?: number;
  /** Sends this many blanks before the body. */
  readonly padding?: number;
  /** Cuts the connection instead of answering. */
  readonly drop?: boolean;
}

export interface WebFeedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly status: number | null;
}

/** A local site of feeds on a real socket of 127.0.0.1: each path answers as it is told to, all others with 404. */
export class SandboxWebFeeds {
  readonly requests: WebFeedRequest[] = [];
  /** The most requests that were being answered at one time. */
  mostAtOnce = 0;
  private readonly behaviours = new Map<string, Behaviour>();
  private atOnce = 0;

  private constructor(
    private readonly server: Server,
    /** Without a trailing slash. */
    readonly origin: string,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.atOnce += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
      response.on('close', () => (this.atOnce -= 1));
      this.answer(request, response);
    });
  }

  static async start(): Promise<SandboxWebFeeds> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SandboxWebFeeds(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  /** @returns the address. */
  serve(path: string, behaviour: Behaviour): string {
    this.behaviours.set(path, behaviour);
    return `${this.origin}${path}`;
  }

  redirect(path: string, location: string, status = 301): string {
    return this.serve(path, { status, headers: { location } });
  }

  remove(path: string): void {
    this.behaviours.delete(path);
  }

  /** Those of one path, in order. */
  requestsOf(path: string): WebFeedRequest[] {
    return this.requests.filter((request) => request.path === path);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    const behaviour = this.behaviours.get(path) ?? { status: 404 };
    const send = (): void => {
      const status = behaviour.drop ? null : sendBehaviour(behaviour, request, response);
      if (status === null) request.socket.destroy();
      this.requests.push({ path, headers: request.headers, status });
    };
    if (behaviour.delayMs === undefined) send();
    else setTimeout(send, behaviour.delayMs).unref();
  }
}

function sendBehaviour(behaviour: Behaviour, request: IncomingMessage, response: ServerResponse): number {
  const { body = '', headers = {}, conditional = true, padding = 0 } = behaviour;
  const status = behaviour.status ?? 200;
  const plain = Buffer.concat([Buffer.alloc(padding, ' '), Buffer.from(body)]);
  const etag = `"${createHash('sha1').update(plain).digest('hex')}"`;
  if (status === 200 && conditional) {
    response.setHeader('etag', etag);
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return 304;
    }
  }
  response.writeHead(status, {
    'content-type': 'application/xml',
    ...headers,
    ...(behaviour.gzip ? { 'content-encoding': 'gzip' } : {}),
  });
  response.write(behaviour.gzip ? gzipSync(plain) : plain);
  if (behaviour.dripMs === undefined) {
    response.end();
  } else {
    const drip = setInterval(() => response.write(' '), behaviour.dripMs);
    response.on('close', () => {
      clearInterval(drip);
    });
  }
  return status;
}

import { FastifyRequest } from 'fastify';
import { Exchange, RecordedRequest } from './exchange';

export type RequestListener = (request: RecordedRequest) => void;

/** Every request that came in, in order. */
export class RequestLog {
  readonly requests: Exchange[] = [];
  private readonly listeners: RequestListener[] = [];

  constructor(private readonly now: () => number) {}

  /** Called once a request was answered; not for those that were dropped. */
  onRequest(listener: RequestListener): void {
    this.listeners.push(listener);
  }

  begin(request: FastifyRequest): Exchange {
    const [path = '/'] = request.url.split('?');
    const exchange: Exchange = {
      method: request.method,
      route: (request.routeOptions.url ?? path).replaceAll(/:([a-z_]+)/g, '{$1}'),
      path,
      query: request.query as Record<string, unknown>,
      body: undefined,
      files: [],
      status: null,
      responseBody: undefined,
      time: this.now(),
      dropped: false,
    };
    this.requests.push(exchange);
    return exchange;
  }

  /** Listeners hear of it before the client does, so that what they note is there when the client goes on. */
  answered(exchange: Exchange, status: number, payload: unknown): void {
    if (exchange.dropped) return;
    exchange.status = status;
    exchange.responseBody = typeof payload === 'string' && payload !== '' ? parse(payload) : undefined;
    for (const listener of this.listeners) listener(exchange);
  }
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}

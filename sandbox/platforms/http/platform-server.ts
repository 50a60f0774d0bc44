import { setTimeout as delay } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { inDisorder } from './disorder';
import { Faults, type Fault } from './faults';
import { queryOf, type RecordedRequest } from './recorded-request';

/** What the two platforms have in common: a socket, a record of what was asked, and faults on demand. */
export class PlatformServer {
  readonly requests: RecordedRequest[] = [];
  readonly faults = new Faults();
  readonly app: FastifyInstance;
  private readonly recordOf = new WeakMap<FastifyRequest, RecordedRequest>();
  private readonly spoiled = new WeakMap<FastifyRequest, (payload: string) => string>();

  /** @param errorBody the platform's own error shape; without a message, what it says for that status. */
  constructor(private readonly errorBody: (status: number, message?: string) => object) {
    // The query is parsed from the raw address by the platform, so that `a[]` and repeats keep their meaning.
    this.app = fastify({ forceCloseConnections: true, routerOptions: { querystringParser: () => ({}) } });
    this.app.addHook('onRequest', (request, reply, done) => {
      this.record(request);
      // Fastify's own refusals (wrong content type, broken JSON) must be recorded with their status as well.
      reply.header('content-type', 'application/json; charset=utf-8');
      done();
    });
    this.app.addHook('preHandler', (request, reply) => this.applyFault(request, reply));
    this.app.addHook('onSend', (request, reply, payload, done) => {
      const record = this.recordOf.get(request);
      if (record !== undefined) record.status = reply.statusCode;
      const answer = this.arranged(payload, reply.statusCode);
      const spoil = this.spoiled.get(request);
      done(null, spoil && typeof answer === 'string' ? spoil(answer) : answer);
    });
    this.app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
      const status = error.statusCode ?? 500;
      void reply.code(status).send(errorBody(status, error.message));
    });
    this.app.setNotFoundHandler((_request, reply) => {
      void reply.code(404).send(errorBody(404));
    });
  }

  /** @returns the origin, without a trailing slash. */
  listen(port: number): Promise<string> {
    return this.app.listen({ host: '127.0.0.1', port });
  }

  async close(): Promise<void> {
    await this.app.close();
  }

  private record(request: FastifyRequest): void {
    const record: RecordedRequest = {
      method: request.method,
      path: new URL(request.url, 'http://localhost').pathname,
      query: queryOf(request.url),
      headers: request.headers,
      body: null,
      status: null,
    };
    this.requests.push(record);
    this.recordOf.set(request, record);
  }

  private async applyFault(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const record = this.recordOf.get(request);
    if (record !== undefined) record.body = request.body ?? null;
    const fault = this.faults.take();
    if (fault === null) return undefined;
    if (fault.delayMs !== undefined) await delay(fault.delayMs, undefined, { ref: false });
    if (fault.drop === true) {
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
    const { rewrite } = fault;
    if (fault.truncate === true) this.spoiled.set(request, halfOf);
    else if (rewrite) this.spoiled.set(request, (answer) => JSON.stringify(rewrite(JSON.parse(answer))));
    if (fault.status === undefined && fault.body === undefined) return undefined;
    return this.sendFault(reply, fault);
  }

  private arranged(payload: unknown, status: number): unknown {
    const dice = this.faults.disorderDice;
    return dice !== null && status === 200 && typeof payload === 'string' && payload.startsWith('{')
      ? inDisorder(payload, dice)
      : payload;
  }

  private sendFault(reply: FastifyReply, fault: Fault): FastifyReply {
    const status = fault.status ?? 200;
    const body = fault.body ?? this.errorBody(status);
    const isHtml = typeof body === 'string' && body.startsWith('<');
    if (isHtml) reply.type('text/html; charset=utf-8');
    return reply
      .code(status)
      .headers(fault.headers ?? {})
      .send(body);
  }
}

function halfOf(payload: string): string {
  return payload.slice(0, Math.floor(payload.length / 2));
}

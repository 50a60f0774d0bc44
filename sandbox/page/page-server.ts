import { readFile } from 'node:fs/promises';
import { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { DeedError, doDeed } from './deeds';
import { FONTS } from './fonts';
import { InteractionDesk } from './interaction-desk';
import { coverSvg } from './pictures';
import type { CommandRequest, DeedRequest, ModalRequest, PageEvent, PressRequest } from './protocol';
import { RequestWatch } from './request-watch';
import type { SandboxSession } from './sandbox-session';
import { snapshot } from './snapshot';

const WEB = join(__dirname, 'web/dist');
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;
/** Changes come in bursts; the page is told once. */
const TELL_AFTER_MS = 80;
/** How often what tells nobody of its changes is looked at: the bot's file, its log, the platforms' requests. */
const LOOK_EVERY_MS = 700;

/** The page and its control interface, for browsers on this machine only. */
export class PageServer {
  private readonly app: FastifyInstance = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
  });
  private readonly listeners = new Set<ServerResponse>();
  private readonly watch: RequestWatch;
  private readonly desk: InteractionDesk;
  private telling: NodeJS.Timeout | null = null;
  private looking: NodeJS.Timeout | undefined;
  private lastLook = '';

  constructor(private readonly session: SandboxSession) {
    this.watch = new RequestWatch(session);
    this.desk = new InteractionDesk(session);
    const { discord } = session;
    const soon = (): void => {
      this.tellSoon();
    };
    discord.onEvent(soon);
    discord.onRequest(soon);
    discord.onMessage((message, isGone) => {
      if (isGone) this.broadcast({ type: 'gone', messageId: message.id });
      else this.broadcast({ type: 'message', message: this.desk.messageOf(message) });
    });
    this.app.addHook('onRequest', (request, reply, done) => {
      if (this.isOurs(request)) done();
      else void reply.code(403).send({ error: 'This page answers to itself only' });
    });
    this.routes();
  }

  /** @returns the address of the page. */
  async listen(port: number): Promise<string> {
    await this.app.listen({ host: '127.0.0.1', port });
    this.looking = setInterval(() => {
      this.look();
    }, LOOK_EVERY_MS);
    return `http://127.0.0.1:${this.port}/`;
  }

  async close(): Promise<void> {
    clearInterval(this.looking);
    if (this.telling !== null) clearTimeout(this.telling);
    for (const listener of this.listeners) listener.end();
    await this.app.close();
  }

  /** The page's own code has changed. */
  reload(): void {
    this.broadcast({ type: 'reload' });
  }

  private get port(): number {
    return (this.app.server.address() as AddressInfo).port;
  }

  /** Another site's script must not reach it, neither by its own name for this address nor across origins. */
  private isOurs({ method, url, headers }: FastifyRequest): boolean {
    const hosts = [`127.0.0.1:${this.port}`, `localhost:${this.port}`];
    if (!hosts.includes(headers.host ?? '')) return false;
    // The page itself may be come to by a link from anywhere.
    if (method === 'GET' && !url.startsWith('/api/')) return true;
    if (method === 'GET') return ['same-origin', 'none', undefined].includes(headers['sec-fetch-site']);
    return headers.origin === `http://${headers.host ?? ''}`;
  }

  private routes(): void {
    const { app, session, desk } = this;
    app.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
      void reply.header(
        'content-security-policy',
        `default-src 'self'; img-src 'self' data: ${new URL(session.discord.apiUrl).origin}; frame-ancestors 'none'`,
      );
      done();
    });
    app.get('/api/state', () => snapshot(session, this.watch));
    app.get('/api/messages', () => desk.messages());
    app.get('/api/events', (_request, reply) => {
      this.follow(reply);
    });
    app.post<{ Body: CommandRequest }>('/api/command', ({ body }, reply) =>
      answer(reply, desk.command(body)),
    );
    app.post<{ Body: CommandRequest }>('/api/autocomplete', ({ body }, reply) =>
      answer(reply, desk.autocomplete(body)),
    );
    app.post<{ Body: PressRequest }>('/api/press', ({ body }, reply) => answer(reply, desk.press(body)));
    app.post<{ Body: ModalRequest }>('/api/modal', ({ body }, reply) =>
      answer(reply, desk.submitModal(body)),
    );
    app.post<{ Body: DeedRequest }>('/api/deed', async ({ body }, reply) => {
      await doDeed(session, body);
      this.tellSoon();
      return reply.send({});
    });
    app.get<{ Params: { name: string } }>('/fonts/:name', async ({ params }, reply) => {
      const path = FONTS[params.name];
      if (path === undefined) return reply.code(404).send({ error: `There is no font ${params.name}` });
      return reply.type('font/ttf').send(await readFile(require.resolve(path)));
    });
    app.get<{ Querystring: { of?: string } }>('/covers', ({ query }, reply) =>
      reply.type('image/svg+xml').send(coverSvg(query.of ?? '')),
    );
    app.get('/*', async (request, reply) => this.file(request.url.split('?')[0] ?? '/', reply));
    app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
      const status = error instanceof DeedError ? 422 : (error.statusCode ?? 422);
      return reply.code(status).send({ error: error.message });
    });
  }

  private follow(reply: FastifyReply): void {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.listeners.add(raw);
    raw.on('close', () => this.listeners.delete(raw));
    send(raw, { type: 'state', state: snapshot(this.session, this.watch) });
  }

  private async file(path: string, reply: FastifyReply): Promise<FastifyReply> {
    const name = normalize(path === '/' ? '/index.html' : path);
    try {
      const content = await readFile(join(WEB, name));
      return await reply.type(CONTENT_TYPES[extname(name)] ?? 'application/octet-stream').send(content);
    } catch {
      return reply.code(404).send({ error: `There is no ${path}` });
    }
  }

  private look(): void {
    if (this.listeners.size === 0) return;
    const { ledger, bot, isRunning, discord, time } = this.session;
    const seen = JSON.stringify([
      ledger.read(),
      bot?.log.length,
      isRunning,
      discord.gateway.sessions,
      time.leftMs,
    ]);
    if (this.watch.collect() || seen !== this.lastLook) this.tellSoon();
    this.lastLook = seen;
  }

  private tellSoon(): void {
    if (this.listeners.size === 0) return;
    this.telling ??= setTimeout(() => {
      this.telling = null;
      this.broadcast({ type: 'state', state: snapshot(this.session, this.watch) });
    }, TELL_AFTER_MS);
  }

  private broadcast(event: PageEvent): void {
    for (const listener of this.listeners) send(listener, event);
  }
}

function send(listener: ServerResponse, event: PageEvent): void {
  listener.write(`data: ${JSON.stringify(event)}\n\n`);
}

/** What Discord's client would not let a person do, and a bot that does not answer, are answers too. */
async function answer(reply: FastifyReply, doing: Promise<unknown>): Promise<FastifyReply> {
  try {
    return await reply.send(await doing);
  } catch (error) {
    return reply.code(422).send({ error: error instanceof Error ? error.message : String(error) });
  }
}

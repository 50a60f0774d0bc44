import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Faults } from '../http/faults';
import { PlatformServer } from '../http/platform-server';
import { RateWindow } from '../http/rate-window';
import { queryOf, type RecordedQuery, type RecordedRequest } from '../http/recorded-request';
import type { SandboxWorld } from '../world/sandbox-world';
import { findChapters } from './find-chapters';
import { findManga } from './find-manga';
import { mangadexError, MangadexJson } from './mangadex-json';
import {
  CHAPTER_ENTITY_RULES,
  CHAPTER_RULES,
  FEED_RULES,
  findQueryProblems,
  type LimitRange,
  MANGA_ENTITY_RULES,
  MANGA_RULES,
  type QueryRules,
} from './query-rules';

const REQUESTS_A_SECOND = 5;
const SECOND_MS = 1000;
const LIST_LIMIT: LimitRange = { otherwise: 10, min: 0, max: 100 };
const FEED_LIMIT: LimitRange = { otherwise: 100, min: 1, max: 500 };

type Params = { Params: { id: string } };

/** MangaDex's reading endpoints over the world of a test. */
export class MangadexServer {
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  /** What MangaDex would not have taken, one sentence each: a test that passes leaves this empty. */
  readonly violations: string[] = [];
  private readonly server = new PlatformServer(mangadexError);
  private readonly json: MangadexJson;
  private readonly rate: RateWindow | null;

  constructor(
    private readonly world: SandboxWorld,
    rateLimits: boolean,
  ) {
    this.requests = this.server.requests;
    this.faults = this.server.faults;
    this.json = new MangadexJson(world);
    this.rate = rateLimits ? new RateWindow(REQUESTS_A_SECOND, SECOND_MS, SECOND_MS, world.now) : null;
    const { app } = this.server;
    // After the fault hook, so that a simulated failure costs nothing of the allowance.
    app.addHook('preHandler', (request, reply, done) => {
      if (this.admit(request, reply)) done();
    });
    app.get('/chapter', (request, reply) => this.chapters(request, reply, null));
    app.get<Params>('/chapter/:id', (request, reply) =>
      this.chapterEntity(request, reply, request.params.id),
    );
    app.get('/manga', (request, reply) => this.mangaList(request, reply));
    app.get<Params>('/manga/:id', (request, reply) => this.mangaEntity(request, reply, request.params.id));
    app.get<Params>('/manga/:id/feed', (request, reply) => this.chapters(request, reply, request.params.id));
  }

  /** @returns the address of the API, without a trailing slash. */
  listen(port: number): Promise<string> {
    return this.server.listen(port);
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** https://api.mangadex.org/docs/2-limitations: a User-Agent is required, a proxy must not show. */
  private admit({ headers }: FastifyRequest, reply: FastifyReply): boolean {
    if (!headers['user-agent']) {
      return this.violate(reply, 'Requests must carry a User-Agent header');
    }
    if (headers.via !== undefined) return this.violate(reply, 'Requests must not carry a Via header');
    const verdict = this.rate?.take();
    if (verdict === undefined) return true;
    reply
      .header('x-ratelimit-limit', REQUESTS_A_SECOND)
      .header('x-ratelimit-remaining', verdict.remaining)
      .header('x-ratelimit-retry-after', Math.ceil(verdict.resetAt / 1000));
    if (!verdict.allowed) void reply.code(429).send(mangadexError(429));
    return verdict.allowed;
  }

  private chapters(request: FastifyRequest, reply: FastifyReply, mangaId: string | null): FastifyReply {
    const rules = mangaId === null ? CHAPTER_RULES : FEED_RULES;
    const range = mangaId === null ? LIST_LIMIT : FEED_LIMIT;
    const query = queryOf(request.url);
    if (!this.accept(query, rules, reply, range)) return reply;
    if (mangaId !== null && this.world.manga.find(mangaId) === null) return notFound(reply);
    const found = findChapters(this.world, query, mangaId);
    return reply.send(collection(found, query, range, this.json.chapters(query['includes[]'] ?? [])));
  }

  private mangaList(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const query = queryOf(request.url);
    if (!this.accept(query, MANGA_RULES, reply, LIST_LIMIT)) return reply;
    const found = findManga(this.world, query);
    return reply.send(
      collection(found, query, LIST_LIMIT, (each) => this.json.manga(each, query['includes[]'] ?? [])),
    );
  }

  private mangaEntity(request: FastifyRequest, reply: FastifyReply, id: string): FastifyReply {
    const query = queryOf(request.url);
    if (!this.accept(query, MANGA_ENTITY_RULES, reply)) return reply;
    const manga = this.world.manga.find(id);
    if (manga === null) return notFound(reply);
    const data = this.json.manga(manga, query['includes[]'] ?? []);
    return reply.send({ result: 'ok', response: 'entity', data });
  }

  private chapterEntity(request: FastifyRequest, reply: FastifyReply, id: string): FastifyReply {
    const query = queryOf(request.url);
    if (!this.accept(query, CHAPTER_ENTITY_RULES, reply)) return reply;
    const chapter = this.world.manga.listChapters().find((each) => each.id === id);
    if (chapter === undefined) return notFound(reply);
    const data = this.json.chapters(query['includes[]'] ?? [])(chapter);
    return reply.send({ result: 'ok', response: 'entity', data });
  }

  private accept(query: RecordedQuery, rules: QueryRules, reply: FastifyReply, limit?: LimitRange): boolean {
    const problems = findQueryProblems(query, rules, limit);
    return problems.length === 0 || this.violate(reply, `Error validating ${problems.join('; ')}`);
  }

  private violate(reply: FastifyReply, detail: string): false {
    this.violations.push(`${reply.request.method} ${reply.request.url}: ${detail}`);
    void reply.code(400).send(mangadexError(400, detail));
    return false;
  }
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send(mangadexError(404, 'The requested entity was not found'));
}

function collection<T>(
  found: readonly T[],
  query: RecordedQuery,
  range: LimitRange,
  write: (each: T) => object,
): object {
  const limit = Number(query.limit?.[0] ?? range.otherwise);
  const offset = Number(query.offset?.[0] ?? 0);
  const data = found.slice(offset, offset + limit).map(write);
  return { result: 'ok', response: 'collection', data, limit, offset, total: found.length };
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { execute, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import type { Faults } from '../http/faults';
import { PlatformServer } from '../http/platform-server';
import { RateWindow } from '../http/rate-window';
import type { RecordedRequest } from '../http/recorded-request';
import type { SandboxWorld } from '../world/sandbox-world';
import { anilistError, type AnilistGraphqlError, toAnilistError } from './anilist-error';
import { AnilistRoot } from './anilist-root';
import { anilistSchema } from './anilist-schema';
import { oneListPerPageRule } from './one-list-per-page.rule';

const MINUTE_MS = 60_000;
/** In force since 2024, whatever the documentation calls the nominal limit. */
const REQUESTS_A_MINUTE = 30;

interface GraphqlAnswer {
  status: number;
  body: object;
}

/** AniList's GraphQL endpoint over the world of a test. */
export class AnilistServer {
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  private readonly server = new PlatformServer(anilistError);
  private readonly root: AnilistRoot;
  private readonly rate: RateWindow | null;

  constructor(
    private readonly world: SandboxWorld,
    rateLimits: boolean,
  ) {
    this.requests = this.server.requests;
    this.faults = this.server.faults;
    this.root = new AnilistRoot(world);
    this.rate = rateLimits ? new RateWindow(REQUESTS_A_MINUTE, MINUTE_MS, MINUTE_MS, world.now) : null;
    this.server.app.post('/', async (request, reply) => this.answer(request, reply));
  }

  /** @returns the address of the GraphQL endpoint itself. */
  async listen(port: number): Promise<string> {
    return `${await this.server.listen(port)}/`;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (!saysWhoItIs(request)) return reply.code(403).send(anilistError(403));
    if (!this.admit(reply)) return reply.code(429).send(anilistError(429));
    const { status, body } = await this.run(request.body);
    return reply.code(status).send(body);
  }

  private admit(reply: FastifyReply): boolean {
    const verdict = this.rate?.take();
    if (verdict === undefined) return true;
    if (!verdict.allowed) {
      // A recorded 429 had this header and no X-RateLimit ones.
      reply.header('retry-after', Math.ceil((verdict.resetAt - this.world.now()) / 1000));
      return false;
    }
    reply.header('x-ratelimit-limit', REQUESTS_A_MINUTE).header('x-ratelimit-remaining', verdict.remaining);
    return true;
  }

  private async run(body: unknown): Promise<GraphqlAnswer> {
    const { query, variables, operationName } = toGraphqlRequest(body);
    if (typeof query !== 'string')
      return { status: 400, body: anilistError(400, 'No query document was given.') };
    let document;
    try {
      document = parse(query);
    } catch (error) {
      return refusal([error instanceof GraphQLError ? error : new GraphQLError(String(error))]);
    }
    const invalid = validate(anilistSchema, document, [...specifiedRules, oneListPerPageRule]);
    if (invalid.length > 0) return refusal(invalid);
    const result = await execute({
      schema: anilistSchema,
      document,
      rootValue: this.root,
      variableValues: isRecord(variables) ? variables : {},
      operationName: typeof operationName === 'string' ? operationName : null,
    });
    // Variables of the wrong type end the execution before it has data.
    if (result.data === undefined) return refusal(result.errors ?? []);
    if (result.errors === undefined) return { status: 200, body: { data: result.data } };
    const errors = result.errors.map((error) => toAnilistError(error, 500));
    return { status: statusOf(errors), body: { errors, data: result.data } };
  }
}

/** Callers without a Referer or a token of their own are turned away since August 2026. */
function saysWhoItIs({ headers }: FastifyRequest): boolean {
  const hasToken = headers.authorization?.startsWith('Bearer ') ?? false;
  return Boolean(headers['user-agent']) && (Boolean(headers.referer) || hasToken);
}

function refusal(invalid: readonly GraphQLError[]): GraphqlAnswer {
  const errors = invalid.map((error) => toAnilistError(error, 400));
  return { status: 400, body: { errors, data: null } };
}

function statusOf(errors: readonly AnilistGraphqlError[]): number {
  return errors[0]?.status ?? 500;
}

function toGraphqlRequest(body: unknown): Record<string, unknown> {
  return isRecord(body) ? body : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

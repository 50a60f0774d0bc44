import './fastify-types';
import multipart from '@fastify/multipart';
import fastify, { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DiscordError, refusals } from '../wire/discord-error';
import { StoredAttachment } from '../world/records';
import { Faults } from './faults';
import { afterWork, beforeWork, dropConnection, sendOrdered } from './fault-hooks';
import { checkSnowflake } from './channel-access';
import { RateLimits } from './rate-limits';
import { readBody, UPLOAD_LIMIT_BYTES } from './request-body';
import { RequestLog } from './request-log';
import { applicationRoutes } from './routes/application-routes';
import { fileRoutes } from './routes/file-routes';
import { interactionRoutes } from './routes/interaction-routes';
import { memberRoleRoutes } from './routes/member-role-routes';
import { messageRoutes } from './routes/message-routes';
import { placeRoutes } from './routes/place-routes';
import { threadRoutes } from './routes/thread-routes';
import { Services } from './services';

interface RestOptions {
  readonly token: string;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly log: RequestLog;
  readonly findAttachment: (id: string) => StoredAttachment | undefined;
}

/** Discord's REST API v10 under `/api` and `/api/v10`, with the trouble that was ordered. */
export async function createRestServer(services: Services, options: RestOptions): Promise<FastifyInstance> {
  const { faults, rateLimits, log, token } = options;
  const app = fastify({
    forceCloseConnections: true,
    bodyLimit: UPLOAD_LIMIT_BYTES,
    routerOptions: { maxParamLength: 500 },
    // discord.js sends `%40original`; a static route does not match the encoded form.
    rewriteUrl: ({ url = '/' }) => url.replace(/^\/api(?:\/v10)?(?=\/)/, '').replaceAll('%40', '@'),
  });
  app.decorateRequest('exchange');
  app.decorateRequest('afterFault', null);
  await app.register(multipart);

  app.addHook('onRequest', async (request, reply) => {
    request.exchange = log.begin(request);
    if (faults.isOutage) dropConnection(request, reply);
  });
  app.addHook('preHandler', async (request, reply) => {
    if (request.is404) return;
    Object.assign(request.exchange, await readBody(request));
    const fault = faults.take(request.method, request.exchange.route, request.exchange.path);
    if (fault !== undefined && (await beforeWork(fault, request, reply))) return reply;
    authorize(request, token);
    for (const [name, value] of Object.entries(request.params as Record<string, string>))
      if (name.endsWith('_id')) checkSnowflake(name, value);
    return limit(request, reply, rateLimits);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const ordered = await afterWork(request, reply);
    const sent = ordered ?? payload;
    log.answered(request.exchange, reply.statusCode, sent);
    return sent;
  });
  app.setErrorHandler((error: FastifyError | DiscordError, _request, reply) => sendError(error, reply));
  app.setNotFoundHandler((_request, reply) => sendError(refusals.notFound(), reply));

  applicationRoutes(app, services);
  messageRoutes(app, services);
  placeRoutes(app, services);
  memberRoleRoutes(app, services);
  threadRoutes(app, services);
  interactionRoutes(app, services);
  fileRoutes(app, services.directory, options.findAttachment);
  return app;
}

function authorize(request: FastifyRequest, token: string): void {
  if (request.routeOptions.config.anonymous === true) return;
  if (request.headers.authorization !== `Bot ${token}`) throw refusals.unauthorized();
}

function limit(
  request: FastifyRequest,
  reply: FastifyReply,
  rateLimits: RateLimits,
): FastifyReply | undefined {
  const params = request.params as Partial<Record<string, string>>;
  const major = params.channel_id ?? params.guild_id ?? params.webhook_token ?? '';
  const { headers, refused } = rateLimits.check(request.method, request.exchange.route, major);
  reply.headers(headers);
  if (refused === undefined) return undefined;
  return sendOrdered(reply, 429, {
    message: 'You are being rate limited.',
    retry_after: refused.retryAfterSeconds,
    global: refused.isGlobal,
    code: 0,
  });
}

function sendError(error: FastifyError | DiscordError, reply: FastifyReply): FastifyReply {
  if (error instanceof DiscordError) return reply.code(error.status).send(error.toBody());
  const status = error.statusCode ?? 500;
  if (status === 413) return sendError(refusals.entityTooLarge(), reply);
  // A fault of the sandbox itself: the stack is what its developer needs.
  if (status >= 500) return reply.code(500).send({ message: String(error.stack), code: 0 });
  return reply.code(status).send({ message: error.message, code: 50109 });
}

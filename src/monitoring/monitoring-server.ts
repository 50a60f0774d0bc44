import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';

import { AppConfig } from '../config';
import { HealthChecks } from './health-checks';
import { Metrics } from './metrics';
import { MonitoringUnavailableError } from './monitoring.errors';

/** A handful of scrapers and probes; whoever holds connections open holds no more than these. */
const MOST_CONNECTIONS = 32;
const LIMITS = {
  requestTimeout: 5_000,
  headersTimeout: 5_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 8_192,
};

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Says how the bot is to whoever may reach the port; off unless the configuration names one. */
@Injectable()
export class MonitoringServer
  implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown
{
  private readonly logger = new Logger('Monitoring');
  private readonly server: Server | null;
  private readonly listening: Promise<void>;

  /** Listens from the first moment on: whoever asks during a long migration learns of it. */
  constructor(
    private readonly config: AppConfig,
    private readonly checks: HealthChecks,
    private readonly metrics: Metrics,
  ) {
    this.server =
      config.httpPort === null ? null : createServer(LIMITS, (...call) => void this.answer(...call));
    this.listening = this.listen();
    this.listening.catch(() => undefined);
  }

  /** @throws MonitoringUnavailableError when the address cannot be had. */
  async onModuleInit(): Promise<void> {
    await this.listening;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.checks.started();
    if (this.server) await this.metrics.expose();
  }

  onModuleDestroy(): void {
    this.checks.stopping();
  }

  /** Last of all, so that it can be seen what a shutdown waits for. */
  async onApplicationShutdown(): Promise<void> {
    if (!this.server?.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async listen(): Promise<void> {
    const { server, config } = this;
    if (server === null || config.httpPort === null) return;
    server.maxConnections = MOST_CONNECTIONS;
    try {
      await once(server.listen(config.httpPort, config.httpHost), 'listening');
    } catch (error) {
      throw new MonitoringUnavailableError(config.httpHost, config.httpPort, error as NodeJS.ErrnoException);
    }
    this.logger.log(`Health and metrics are on ${config.httpHost} port ${config.httpPort}`);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, type, body } = await this.answerTo(request).catch((error: unknown) => {
      this.logger.error('Nobody could be told how the bot is', error instanceof Error ? error.stack : error);
      return json(500, { status: 'failed' });
    });
    const headers = {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    };
    // What else was sent with a question is not read.
    const isMore = request.headers['content-length'] !== undefined || 'transfer-encoding' in request.headers;
    response.writeHead(status, {
      ...headers,
      ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
      ...(isMore ? { connection: 'close' } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  private async answerTo({ method, url = '/' }: IncomingMessage): Promise<Answer> {
    if (method !== 'GET' && method !== 'HEAD') return json(405, { status: 'method not allowed' });
    switch (url.split('?', 1)[0]) {
      case '/health/live':
        return json(200, { status: 'live' });
      case '/health/ready': {
        const reasons = this.checks.listProblems();
        return reasons.length === 0
          ? json(200, { status: 'ready' })
          : json(503, { status: 'not ready', reasons });
      }
      case '/metrics': {
        const exposition = await this.metrics.expose();
        return { status: 200, type: exposition.contentType, body: await exposition.text() };
      }
      default:
        return json(404, { status: 'not found' });
    }
  }
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: `${JSON.stringify(value)}\n` };
}

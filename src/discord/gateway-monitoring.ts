import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Client, Events, Status, type WebSocketShard } from 'discord.js';

import { HealthChecks, Metrics, reading } from '../monitoring';

/** What machines are told of the connection to Discord. */
@Injectable()
export class GatewayMonitoring implements OnModuleInit {
  constructor(
    private readonly client: Client,
    private readonly checks: HealthChecks,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.checks.register({ name: 'gateway', problem: () => this.problem() });
    this.metrics.gauge({
      name: 'pwrbot_gateway_shard_ready',
      help: 'Whether the shard is connected to Discord: 1 or 0',
      labels: ['shard'],
      read: () => this.shards.map((shard) => ({ labels: of(shard), value: isReady(shard) ? 1 : 0 })),
    });
    this.metrics.gauge({
      name: 'pwrbot_gateway_ping_seconds',
      help: 'Round trip of the last heartbeat to Discord; absent before the first was answered',
      labels: ['shard'],
      read: () =>
        this.shards
          .filter(({ ping }) => ping >= 0)
          .map((shard) => ({ labels: of(shard), value: shard.ping / 1000 })),
    });
    this.metrics.gauge({
      name: 'pwrbot_guilds',
      help: 'Servers that the bot is in',
      read: () => reading(this.client.guilds.cache.size),
    });
    const reconnects = this.metrics.counter({
      name: 'pwrbot_gateway_reconnects_total',
      help: 'How often the connection to Discord was lost and sought again',
      labels: ['shard'],
    });
    this.client.on(Events.ShardReconnecting, (shardId) => {
      reconnects.add({ shard: String(shardId) });
    });
  }

  private get shards(): WebSocketShard[] {
    return [...this.client.ws.shards.values()];
  }

  private problem(): string | null {
    const away = this.shards.filter((shard) => !isReady(shard));
    if (!this.client.isReady()) return 'not logged in to Discord yet';
    if (away.length === 0) return null;
    return `not connected to Discord: ${away.map(({ id, status }) => `shard ${id} is ${Status[status]}`).join(', ')}`;
  }
}

function isReady({ status }: WebSocketShard): boolean {
  return status === Status.Ready;
}

function of({ id }: WebSocketShard): { shard: string } {
  return { shard: String(id) };
}

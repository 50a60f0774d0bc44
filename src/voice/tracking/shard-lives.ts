import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { BotMetaRepository } from '../../database';

const PREFIX = 'voice_heartbeat';

/** A range of guilds: shard `id` of `count` (https://discord.com/developers/docs/events/gateway#sharding). */
export interface Shard {
  readonly id: number;
  readonly count: number;
}

export function isOnShard(guildId: Snowflake, { id, count }: Shard): boolean {
  return Number((BigInt(guildId) >> 22n) % BigInt(count)) === id;
}

/** Until when the guilds of a shard are known to have been watched, and all that happened there is stored. */
@Injectable()
export class ShardLives {
  constructor(private readonly meta: BotMetaRepository) {}

  static key({ id, count }: Shard): string {
    return `${PREFIX}:${id}/${count}`;
  }

  /** @param lives instants by {@link key}. */
  async store(lives: ReadonlyMap<string, number>): Promise<void> {
    for (const [key, at] of lives) await this.meta.set(key, String(at));
  }

  /** The latest instant that is stored for a guild, whatever the number of shards was then; 0 when there is none. */
  async load(): Promise<(guildId: Snowflake) => number> {
    const rows = await this.meta.listByPrefix(PREFIX);
    const lives = rows.flatMap(({ key, value }) => {
      const [, id = '0', count = '1'] = /^voice_heartbeat:(\d+)\/(\d+)$/.exec(key) ?? [];
      // The original had one heartbeat for everything, under the bare name and as text such as 2026-01-05T11:00:10Z.
      const at = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
      return Number.isFinite(at) ? [{ shard: { id: Number(id), count: Number(count) }, at }] : [];
    });
    return (guildId) =>
      Math.max(0, ...lives.filter(({ shard }) => isOnShard(guildId, shard)).map(({ at }) => at));
  }
}

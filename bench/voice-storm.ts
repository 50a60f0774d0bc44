import { type Snowflake, toSnowflake } from '../src/common';
import type { GuildSnapshot, VoiceUpdate } from '../src/voice/tracking';
import { SeededRandom } from '../test/support/seeded-random';

const CHANNELS = 40;
const FLAGS = [0, 1, 5, 64, 128] as const;

/** One guild whose members join, move, change state and leave, the same way at each run. */
export class VoiceStorm {
  readonly guildId = toSnowflake('1180000000000000001');
  private readonly random = new SeededRandom(7);
  private readonly channels = ids(CHANNELS, 100_000);
  private readonly members: readonly Snowflake[];
  private readonly places = new Map<Snowflake, Snowflake>();

  constructor(members = 20_000) {
    this.members = ids(members, 1_000_000);
  }

  next(): VoiceUpdate {
    const userId = this.pick(this.members);
    const here = this.places.get(userId);
    const dice = this.random.next();
    if (here !== undefined && dice < 0.4) {
      this.places.delete(userId);
      return this.update(userId, null);
    }
    const channelId = here !== undefined && dice < 0.8 ? here : this.pick(this.channels);
    this.places.set(userId, channelId);
    return this.update(userId, channelId);
  }

  emptySnapshot(): GuildSnapshot {
    const voiceChannels = this.channels.map((channelId) => ({ channelId, categoryId: null }));
    return { guildId: this.guildId, afkChannelId: null, voiceChannels, updates: [] };
  }

  /** Everybody is in voice; this share of them is somewhere else than the last time. */
  fullSnapshot(moved: number): GuildSnapshot {
    const updates = this.members.map((userId) => {
      const here = this.places.get(userId);
      const channelId = here === undefined || this.random.next() < moved ? this.pick(this.channels) : here;
      this.places.set(userId, channelId);
      return this.update(userId, channelId);
    });
    return { ...this.emptySnapshot(), updates };
  }

  private update(userId: Snowflake, channelId: Snowflake | null): VoiceUpdate {
    const spot = channelId && { channelId, flags: this.pick(FLAGS) };
    return { guildId: this.guildId, userId, spot, isBot: false, roleIds: [this.guildId] };
  }

  private pick<T>(values: readonly T[]): T {
    const value = values[this.random.integer(0, values.length - 1)];
    if (value === undefined) throw new Error('There is nothing to pick from');
    return value;
  }
}

function ids(count: number, offset: number): Snowflake[] {
  return Array.from({ length: count }, (_, n) =>
    toSnowflake(String(1_180_000_000_000_000_000n + BigInt(offset + n))),
  );
}

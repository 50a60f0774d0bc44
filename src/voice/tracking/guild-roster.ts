import type { Snowflake } from '../../common';
import { VoiceState } from '../voice-state';
import type { Stay } from './transition';

/** A member's place as Discord tells it. `flags` has no bit of its surroundings: neither alone nor AFK channel. */
export interface Spot {
  readonly channelId: Snowflake;
  readonly flags: VoiceState;
}

const NOBODY: readonly Snowflake[] = [];

/** Who is where in one guild now; people only. */
export class GuildRoster {
  afkChannelId: Snowflake | null = null;
  private readonly spots = new Map<Snowflake, Spot>();
  private readonly channels = new Map<Snowflake, Set<Snowflake>>();

  has(userId: Snowflake): boolean {
    return this.spots.has(userId);
  }

  /** A copy, so that it may be walked while members move. */
  members(): Snowflake[] {
    return [...this.spots.keys()];
  }

  membersOf(channelId: Snowflake): Snowflake[] {
    return [...(this.channels.get(channelId) ?? NOBODY)];
  }

  /** Where a member is, surroundings included. */
  stayOf(userId: Snowflake): Stay | null {
    const spot = this.spots.get(userId);
    if (!spot) return null;
    const { channelId, flags } = spot;
    const alone = this.channels.get(channelId)?.size === 1 ? VoiceState.alone : 0;
    const afk = channelId === this.afkChannelId ? VoiceState.afkChannel : 0;
    return { channelId, state: flags | alone | afk };
  }

  /** @returns the others for whom this changed whether they are alone. */
  place(userId: Snowflake, spot: Spot | null): readonly Snowflake[] {
    const before = this.spots.get(userId);
    if (spot) this.spots.set(userId, spot);
    else this.spots.delete(userId);
    if (before?.channelId === spot?.channelId) return NOBODY;
    const left = before ? this.leave(userId, before.channelId) : null;
    const joined = spot ? this.join(userId, spot.channelId) : null;
    if (left === null && joined === null) return NOBODY;
    return [left, joined].filter((other) => other !== null);
  }

  clear(): void {
    this.spots.clear();
    this.channels.clear();
  }

  /** @returns who is alone now. */
  private leave(userId: Snowflake, channelId: Snowflake): Snowflake | null {
    const members = this.channels.get(channelId);
    if (!members) return null;
    members.delete(userId);
    if (members.size === 0) this.channels.delete(channelId);
    return members.size === 1 ? only(members) : null;
  }

  /** @returns who was alone until now. */
  private join(userId: Snowflake, channelId: Snowflake): Snowflake | null {
    const members = this.channels.get(channelId);
    if (!members) {
      this.channels.set(channelId, new Set([userId]));
      return null;
    }
    const company = members.size === 1 ? only(members) : null;
    members.add(userId);
    return company;
  }
}

function only(members: ReadonlySet<Snowflake>): Snowflake | null {
  for (const member of members) return member;
  return null;
}

import { Injectable, Logger } from '@nestjs/common';
import { Client, DiscordAPIError, type GuildMember, RESTJSONErrorCodes, type User } from 'discord.js';
import { setTimeout as sleep } from 'node:timers/promises';

import { Clock, type Snowflake } from '../../common';

/** How somebody is called and looks in a guild. */
export interface MemberProfile {
  readonly name: string;
  /** On Discord's CDN; null for who has chosen none. */
  readonly avatarUrl: string | null;
}

/** A reply waits no longer for names. */
const LIMIT_MS = 1_500;
const KEPT_FOR_MS = 5 * 60_000;
const MOST_KEPT = 5_000;
/** Discord's limit of one request over the gateway; that needs no privileged intent where ids are named. */
const MOST_AT_ONCE = 100;
const AVATAR = { extension: 'webp', forceStatic: true, size: 128 } as const;

/**
 * Names and avatars of members, of whom the client's caches keep nothing: one question over the gateway for all of them,
 * one each over REST for those who left, the answers kept for some minutes.
 */
@Injectable()
export class MemberProfiles {
  private readonly logger = new Logger('Members');
  /** The oldest first. */
  private readonly kept = new Map<string, { readonly profile: MemberProfile; readonly until: number }>();

  constructor(
    private readonly client: Client,
    private readonly clock: Clock,
  ) {}

  /** Of everybody who is asked for; who could not be found in time is called by the end of their id. */
  async of(
    guildId: Snowflake,
    userIds: readonly string[],
  ): Promise<{ readonly get: (userId: string) => MemberProfile }> {
    const found = new Map<string, MemberProfile>();
    const missing: string[] = [];
    for (const userId of new Set(userIds)) {
      const kept = this.kept.get(`${guildId}/${userId}`);
      if (kept && kept.until > this.clock.now().getTime()) found.set(userId, kept.profile);
      else missing.push(userId);
    }
    if (missing.length > 0) {
      const learn = (userId: string, profile: MemberProfile): void => {
        found.set(userId, profile);
        this.keep(`${guildId}/${userId}`, profile);
      };
      const asked = this.ask(guildId, missing.slice(0, MOST_AT_ONCE), learn).catch((error: unknown) => {
        this.logger.debug(`Names are missing: ${error instanceof Error ? error.message : String(error)}`);
      });
      await Promise.race([asked, sleep(LIMIT_MS, undefined, { ref: false })]);
    }
    return { get: (userId) => found.get(userId) ?? { name: `Member ${userId.slice(-4)}`, avatarUrl: null } };
  }

  private async ask(
    guildId: Snowflake,
    userIds: string[],
    learn: (userId: string, profile: MemberProfile) => void,
  ): Promise<void> {
    const guild = this.client.guilds.cache.get(guildId);
    const members = await guild?.members.fetch({ user: userIds, time: LIMIT_MS });
    for (const member of members?.values() ?? []) learn(member.id, profileOf(member, member.user));
    const gone = userIds.filter((userId) => !members?.has(userId));
    await Promise.all(
      gone.map(async (userId) => {
        learn(userId, await this.formerMember(userId));
      }),
    );
  }

  private async formerMember(userId: string): Promise<MemberProfile> {
    try {
      return profileOf(null, await this.client.users.fetch(userId));
    } catch (error) {
      if (!(error instanceof DiscordAPIError) || error.code !== RESTJSONErrorCodes.UnknownUser) throw error;
      return { name: 'Former member', avatarUrl: null };
    }
  }

  private keep(key: string, profile: MemberProfile): void {
    this.kept.delete(key);
    this.kept.set(key, { profile, until: this.clock.now().getTime() + KEPT_FOR_MS });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }
}

function profileOf(member: GuildMember | null, user: User): MemberProfile {
  return {
    name: (member ?? user).displayName,
    avatarUrl: member?.avatarURL(AVATAR) ?? user.avatarURL(AVATAR),
  };
}

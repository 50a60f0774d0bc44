import { isSnowflake, type Snowflake } from '../../common';

/** What the gateway says of somebody who came, changed or went, free of any client object. */
export interface MemberPayload {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  readonly name: string;
  readonly handle: string;
  /** Hashes of the pictures on Discord's CDN, the guild's own first. */
  readonly guildAvatar: string | null;
  readonly avatar: string | null;
  readonly isBot: boolean;
  readonly isPending: boolean;
  /** Null where the payload does not say. */
  readonly joinedAt: Date | null;
}

/** Null for what is not as documented: https://discord.com/developers/docs/events/gateway-events#guild-member-add */
export function readMember(data: unknown): MemberPayload | null {
  if (!isObject(data) || !isObject(data['user'])) return null;
  const { user } = data;
  const [guildId, userId] = [textIn(data, 'guild_id'), textIn(user, 'id')];
  if (!isSnowflake(guildId ?? '') || !isSnowflake(userId ?? '')) return null;
  const handle = textIn(user, 'username') ?? 'somebody';
  const joinedAt = new Date(textIn(data, 'joined_at') ?? '');
  return {
    guildId: guildId as Snowflake,
    userId: userId as Snowflake,
    name: textIn(data, 'nick') ?? textIn(user, 'global_name') ?? handle,
    handle,
    guildAvatar: textIn(data, 'avatar'),
    avatar: textIn(user, 'avatar'),
    isBot: user['bot'] === true,
    isPending: data['pending'] === true,
    joinedAt: Number.isNaN(joinedAt.getTime()) ? null : joinedAt,
  };
}

function textIn(data: Readonly<Record<string, unknown>>, key: string): string | null {
  const value = data[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

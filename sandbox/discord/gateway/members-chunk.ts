import { GatewayIntentBits } from 'discord.js';
import { Directory } from '../world/directory';
import { fullMemberPayload } from '../world/payloads';
import { asList, asNumber, asText, Json } from '../wire/json';

const MEMBERS_PER_CHUNK = 1_000;

/** The answer to op 8: https://discord.com/developers/docs/events/gateway-events#request-guild-members */
export function membersChunk(directory: Directory, query: Json, intents: number): Json[] {
  const guildId = asText(query.guild_id);
  const guild = directory.guilds.get(guildId);
  if (guild?.botJoined !== true) return [];
  const userIds =
    typeof query.user_ids === 'string' ? [query.user_ids] : (asList(query.user_ids) as string[]);
  const prefix = asText(query.query).toLowerCase();
  const wantsEverybody = userIds.length === 0 && prefix === '';
  const mayHaveEverybody = (intents & GatewayIntentBits.GuildMembers) !== 0;
  const limit = asNumber(query.limit) || Number.POSITIVE_INFINITY;
  const members = [...guild.members.values()]
    .filter(({ userId }) =>
      wantsEverybody ? mayHaveEverybody : userIds.length === 0 || userIds.includes(userId),
    )
    .filter(({ userId }) => directory.user(userId).username.toLowerCase().startsWith(prefix))
    .slice(0, limit);
  const count = Math.max(1, Math.ceil(members.length / MEMBERS_PER_CHUNK));
  return Array.from({ length: count }, (_, index) => ({
    guild_id: guildId,
    members: members
      .slice(index * MEMBERS_PER_CHUNK, (index + 1) * MEMBERS_PER_CHUNK)
      .map((member) => fullMemberPayload(directory, member)),
    chunk_index: index,
    chunk_count: count,
    not_found: userIds.filter((id) => !guild.members.has(id)),
    presences: [],
    ...(typeof query.nonce === 'string' && { nonce: query.nonce }),
  }));
}

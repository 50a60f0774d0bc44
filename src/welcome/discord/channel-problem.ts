import { type Client, PermissionFlagsBits } from 'discord.js';

import type { Snowflake } from '../../common';
import { missingToSend } from '../../discord';

/** Why nothing can be said in a channel, as far as the client knows, and what to do; null when all is well. */
export function channelProblem(
  client: Client,
  channelId: Snowflake,
  { withFile }: { readonly withFile: boolean },
): string | null {
  if (!client.isReady()) return null;
  const channel = client.channels.cache.get(channelId);
  if (!channel || channel.isDMBased())
    return 'The channel is gone, or I may not see it. Please choose another one.';
  const missing = missingToSend(channel, client.user);
  const mayAttach = channel.permissionsFor(client.user)?.has(PermissionFlagsBits.AttachFiles) ?? true;
  const all = withFile && !mayAttach ? [...missing, 'Attach Files'] : missing;
  if (all.length === 0) return null;
  return `I may not send my message in <#${channelId}>. Please give me **${all.join('** and **')}** there.`;
}

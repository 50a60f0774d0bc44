import type { Channel } from 'discord.js';

/** Whether Discord asks for people's age before it shows the channel; a thread is what its parent is. */
export function isAgeRestricted(channel: Channel): boolean {
  if (channel.isDMBased()) return false;
  if (channel.isThread()) return channel.parent?.nsfw === true;
  return 'nsfw' in channel && channel.nsfw;
}

import { card, text, type View } from '../../discord';
import type { FeedSettings } from '../../settings';

export function feedSettingsView({ enabled, channelId, channelMissing }: FeedSettings): View {
  const where =
    channelId === null
      ? 'no channel yet: choose one with `/feed settings channel:#…`'
      : channelMissing
        ? '⚠️ deleted: choose another one with `/feed settings channel:#…`'
        : `<#${channelId}>`;
  return card(
    enabled && channelId !== null && !channelMissing ? 'good' : 'warning',
    text(`### Feeds in this server\n**State:** ${enabled ? 'on' : 'off'}\n**Channel:** ${where}`),
  );
}

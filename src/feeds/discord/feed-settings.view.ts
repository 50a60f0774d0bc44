import { ComponentType, SelectMenuDefaultValueType } from 'discord.js';

import { button, card, row, settingsHomeRow, text, type View } from '../../discord';
import type { FeedSettings } from '../../settings';
import { FEEDS_CHANNEL, FEEDS_SWITCH } from './feed.custom-ids';
import { PLACES } from './feed.options';

export function feedSettingsView(settings: FeedSettings): View {
  return card(accentOf(settings), text(`### Feeds in this server\n${feedSettingsText(settings)}`));
}

/** The same with what changes it. */
export function feedSettingsPanelView(settings: FeedSettings): View {
  const { enabled, channelId, channelMissing } = settings;
  const chosen = channelMissing ? null : channelId;
  return card(
    accentOf(settings),
    text(`## Feeds\n${feedSettingsText(settings)}`),
    row(
      button(
        enabled ? 'Switch feeds off' : 'Switch feeds on',
        FEEDS_SWITCH.of({ state: enabled ? 'off' : 'on' }),
      ),
    ),
    row({
      type: ComponentType.ChannelSelect,
      custom_id: FEEDS_CHANNEL.of({}),
      placeholder: 'Choose a channel, thread or forum',
      channel_types: PLACES,
      ...(chosen !== null && {
        default_values: [{ id: chosen, type: SelectMenuDefaultValueType.Channel }],
      }),
    }),
    settingsHomeRow(),
  );
}

export function feedSettingsText({ enabled, channelId, channelMissing }: FeedSettings): string {
  const where =
    channelId === null
      ? 'no channel yet: choose one with `/feed settings channel:#…`'
      : channelMissing
        ? '⚠️ deleted: choose another one with `/feed settings channel:#…`'
        : `<#${channelId}>`;
  return `**State:** ${enabled ? 'on' : 'off'}\n**Channel:** ${where}`;
}

function accentOf({ enabled, channelId, channelMissing }: FeedSettings): 'good' | 'warning' {
  return enabled && channelId !== null && !channelMissing ? 'good' : 'warning';
}

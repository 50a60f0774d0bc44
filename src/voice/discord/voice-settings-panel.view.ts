import {
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuDefaultValue,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';

import { button, card, row, settingsHomeRow, text, type View } from '../../discord';
import type { VoiceSettings } from '../../settings';
import {
  LISTS,
  type ListName,
  type Switch,
  SWITCHES,
  VOICE_CLOCK,
  VOICE_CLOCK_MODAL,
  VOICE_IGNORE_CHANNELS,
  VOICE_IGNORE_MEMBERS,
  VOICE_IGNORE_ROLES,
  VOICE_SWITCH,
} from './voice-settings.custom-ids';
import { voiceSettingsText } from './voice-settings.view';

/** As many as Discord lets somebody choose in one menu; what is ignored beyond them stays so. */
const MOST_CHOSEN = 25;

export function voiceSettingsPanelView(settings: VoiceSettings): View {
  return card(
    settings.enabled ? 'good' : 'warning',
    text(`## Voice time\n${voiceSettingsText(settings)}`),
    text('-# What is recorded stays; a change counts all of history anew. Press what you want to switch:'),
    row(
      ...(Object.keys(SWITCHES) as Switch[]).map((field) =>
        button(
          labelOf(field, settings[field]),
          VOICE_SWITCH.of({ field, state: settings[field] ? 'off' : 'on' }),
        ),
      ),
    ),
    row({
      ...menu('channels', 'Channels whose time does not count', settings, SelectMenuDefaultValueType.Channel),
      type: ComponentType.ChannelSelect,
      custom_id: VOICE_IGNORE_CHANNELS.of({ list: 'channels' }),
      channel_types: [ChannelType.GuildVoice, ChannelType.GuildStageVoice],
    }),
    row({
      ...menu('categories', 'Categories that do not count', settings, SelectMenuDefaultValueType.Channel),
      type: ComponentType.ChannelSelect,
      custom_id: VOICE_IGNORE_CHANNELS.of({ list: 'categories' }),
      channel_types: [ChannelType.GuildCategory],
    }),
    row({
      ...menu('roles', 'Roles whose members do not count', settings, SelectMenuDefaultValueType.Role),
      type: ComponentType.RoleSelect,
      custom_id: VOICE_IGNORE_ROLES.of({}),
    }),
    row({
      ...menu('members', 'Members who do not count', settings, SelectMenuDefaultValueType.User),
      type: ComponentType.UserSelect,
      custom_id: VOICE_IGNORE_MEMBERS.of({}),
    }),
    row(button('Time zone, start of the day, shortest stay', VOICE_CLOCK.of({}))),
    settingsHomeRow(),
  );
}

/** What is left empty stays as it is, so that nobody takes back what another admin has just changed. */
export function voiceClockModal(settings: VoiceSettings): APIModalInteractionResponseCallbackData {
  const { timeZone, dayStartHour, minimumStayMs } = settings;
  const field = (customId: string, label: string, description: string, present: string) => ({
    type: ComponentType.Label as const,
    label,
    description,
    component: {
      type: ComponentType.TextInput as const,
      custom_id: customId,
      style: TextInputStyle.Short as const,
      required: false,
      max_length: 64,
      placeholder: `Now ${present}; leave empty to keep it`,
    },
  });
  return {
    custom_id: VOICE_CLOCK_MODAL.of({}),
    title: 'Voice time',
    components: [
      field('time_zone', 'Time zone', 'A name such as Europe/Berlin or Asia/Jakarta', timeZone),
      field('day_starts_at', 'Hour at which a day begins', '0 to 23', String(dayStartHour)),
      field(
        'minimum_minutes',
        'Shortest stay that counts, in minutes',
        '0 to 1440; 0 counts every stay',
        String(minimumStayMs / 60_000),
      ),
    ],
  };
}

function labelOf(field: Switch, on: boolean): string {
  if (field === 'enabled') return `${SWITCHES.enabled}: ${on ? 'on' : 'off'}`;
  return `${SWITCHES[field]}: ${on ? 'counts' : 'does not count'}`;
}

function menu<T extends SelectMenuDefaultValueType>(
  list: ListName,
  placeholder: string,
  settings: VoiceSettings,
  type: T,
) {
  const chosen = settings[LISTS[list]].slice(0, MOST_CHOSEN);
  return {
    placeholder,
    min_values: 0,
    max_values: MOST_CHOSEN,
    default_values: chosen.map((id): APISelectMenuDefaultValue<T> => ({ id, type })),
  };
}

import {
  type APIMessageComponentEmoji,
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuOption,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';

import type { Snowflake } from '../../common';
import {
  button,
  card,
  type MemberEvents,
  type Picture,
  pictureOf,
  row,
  settingsHomeRow,
  text,
  type View,
} from '../../discord';
import type { WelcomeSettings } from '../../settings';
import { backgroundOf, PLAIN, SCENES, TEMPLATES, templateOf } from '../card/templates';
import { colorOf } from './greeting.view';
import {
  OWN,
  type Switch,
  SWITCHES,
  WELCOME_BACKGROUND,
  WELCOME_CHANNEL,
  WELCOME_COLOR,
  WELCOME_COLOR_MODAL,
  WELCOME_ROLE,
  onOff,
  WELCOME_SWITCH,
  WELCOME_TEMPLATE,
  WELCOME_TEST,
  WELCOME_TEXTS,
} from './welcome.custom-ids';
import { hostNotice } from './welcome-summary.view';

export interface WelcomePanelModel {
  readonly settings: WelcomeSettings;
  readonly events: MemberEvents;
  /** Sentences that say what keeps it from working, and what to do. */
  readonly problems: readonly string[];
  /** How the card looks now; null when it is switched off or could not be drawn. */
  readonly preview: Picture | null;
}

export const WRITABLE_CHANNELS = [ChannelType.GuildText, ChannelType.GuildAnnouncement];

export function welcomePanelView({ settings, events, problems, preview }: WelcomePanelModel): View {
  const warnings = [...hostNotice(events), ...problems.map((problem) => `⚠️ ${problem}`)];
  const isWell = settings.enabled && warnings.length === 0;
  const view = card(
    isWell ? 'good' : 'warning',
    text(`## Welcome\n${stateText(settings)}`),
    ...(warnings.length > 0 ? [text(warnings.join('\n'))] : []),
    ...pictureOf(preview),
    row(...switches(settings)),
    row(channelMenu(WELCOME_CHANNEL.of({}), 'The channel where members are greeted', settings.channelId)),
    row(choice(WELCOME_TEMPLATE.of({}), 'Template of the card', templateOptions(settings))),
    row(choice(WELCOME_BACKGROUND.of({}), 'What the card shows behind it', backgroundOptions(settings))),
    row({
      type: ComponentType.RoleSelect,
      custom_id: WELCOME_ROLE.of({}),
      placeholder: 'A role for everybody who joins (none)',
      min_values: 0,
      max_values: 1,
      default_values:
        settings.roleId === null ? [] : [{ id: settings.roleId, type: SelectMenuDefaultValueType.Role }],
    }),
    row(
      button('Messages', WELCOME_TEXTS.of({ list: 'welcome' })),
      button('Leave message', WELCOME_TEXTS.of({ list: 'leave' })),
      button('Colour', WELCOME_COLOR.of({})),
      button('Show me', WELCOME_TEST.of({ where: 'me' })),
      button('Test in the channel', WELCOME_TEST.of({ where: 'channel' }), {
        disabled: settings.channelId === null,
      }),
    ),
    settingsHomeRow(),
  );
  return { ...view, pictures: preview ? [preview] : [] };
}

/** Left empty, the colour is the template's own. */
export function colorModal(settings: WelcomeSettings): APIModalInteractionResponseCallbackData {
  return {
    custom_id: WELCOME_COLOR_MODAL.of({}),
    title: 'Colour of the card',
    components: [
      {
        type: ComponentType.Label,
        label: 'Colour',
        description: 'Six digits such as #5865F2; leave it empty for the template’s own',
        component: {
          type: ComponentType.TextInput,
          custom_id: 'color',
          style: TextInputStyle.Short,
          required: false,
          max_length: 32,
          placeholder: templateOf(settings.template).color,
          ...(settings.color !== null && { value: settings.color }),
        },
      },
    ],
  };
}

export function channelMenu(customId: string, placeholder: string, chosen: Snowflake | null) {
  return {
    type: ComponentType.ChannelSelect as const,
    custom_id: customId,
    placeholder,
    channel_types: WRITABLE_CHANNELS,
    default_values:
      chosen === null ? [] : [{ id: chosen, type: SelectMenuDefaultValueType.Channel as const }],
  };
}

function stateText(settings: WelcomeSettings): string {
  const { enabled, channelId, messages, roleId, leaveEnabled, leaveChannelId } = settings;
  const template = templateOf(settings.template);
  const own = settings.color === null ? ' (the template’s)' : '';
  const leave = leaveChannelId === null ? 'in the same channel' : `in <#${leaveChannelId}>`;
  return [
    `**State:** ${enabled ? 'on' : 'off'}${enabled && channelId === null ? '; choose a channel to begin' : ''}`,
    `**Channel:** ${channelId === null ? 'none yet' : `<#${channelId}>`}`,
    `**Card:** ${settings.picture ? `${template.label}, ${backgroundText(settings)}, colour \`${colorOf(settings)}\`${own}` : 'none, text only'}`,
    `**Messages:** ${messages.length === 0 ? 'one of mine' : messages.length === 1 ? 'one of yours' : `one of your ${messages.length}, at random`}`,
    `**The new member is notified:** ${settings.mentionMember ? 'yes' : 'no'}`,
    `**Role for new members:** ${roleId === null ? 'none' : `<@&${roleId}>`}`,
    `**Leave message:** ${leaveEnabled ? leave : 'off'}`,
  ].join('\n');
}

function backgroundText({ template, background }: WelcomeSettings): string {
  const shown = backgroundOf(templateOf(template), background);
  if (shown === PLAIN) return 'plain';
  return background === null ? 'its own artwork' : `artwork ${SCENES[shown]}`;
}

function switches(settings: WelcomeSettings) {
  return (Object.keys(SWITCHES) as Switch[]).map((field) =>
    button(
      `${SWITCHES[field]}: ${onOff(settings[field])}`,
      WELCOME_SWITCH.of({ field, state: onOff(!settings[field]) }),
    ),
  );
}

function choice(customId: string, placeholder: string, options: APISelectMenuOption[]) {
  return { type: ComponentType.StringSelect as const, custom_id: customId, placeholder, options };
}

function templateOptions(settings: WelcomeSettings): APISelectMenuOption[] {
  const chosen = templateOf(settings.template).name;
  return TEMPLATES.map(({ name, label, description }) => ({
    label: `Template: ${label}`,
    value: name,
    description,
    default: name === chosen,
  }));
}

function backgroundOptions(settings: WelcomeSettings): APISelectMenuOption[] {
  const { background } = settings;
  const chosen = background === null ? OWN : backgroundOf(templateOf(settings.template), background);
  const emoji = (name: string): { emoji: APIMessageComponentEmoji } => ({ emoji: { name } });
  return [
    { label: 'Background: the template’s own', value: OWN, ...emoji('🖼️'), default: chosen === OWN },
    { label: 'Background: plain colour', value: PLAIN, ...emoji('🎨'), default: chosen === PLAIN },
    ...Object.entries(SCENES).map(([name, label]) => ({
      label: `Background: ${label}`,
      value: name,
      default: chosen === name,
    })),
  ];
}

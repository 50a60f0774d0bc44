import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';

import { truncate } from '../../common';
import { button, card, plain, row, separator, text, type View } from '../../discord';
import { LONGEST_WELCOME_MESSAGE, MOST_WELCOME_MESSAGES, type WelcomeSettings } from '../../settings';
import { VARIABLES } from '../message-variables';
import { MESSAGE_LISTS, type MessageList, messageKey } from '../welcome-settings.service';
import { DEFAULT_MESSAGES } from './greeting.view';
import {
  NEW,
  onOff,
  WELCOME_ADD_TEXT,
  WELCOME_CHOOSE_TEXT,
  WELCOME_LEAVE_CHANNEL,
  WELCOME_LEAVE_SWITCH,
  WELCOME_PANEL,
  WELCOME_TEXT_MODAL,
} from './welcome.custom-ids';
import { channelMenu } from './welcome-panel.view';

/** All messages at their longest would not fit in one of Discord's. */
const SHOWN_OF_A_MESSAGE = 70;
const SHOWN_OF_ALL = 2_200;

export interface WelcomeTextsModel {
  readonly list: MessageList;
  readonly settings: WelcomeSettings;
  /** What keeps the leave message from being sent. */
  readonly problems: readonly string[];
}

/** The messages of a list, and with the leave message where it goes. */
export function welcomeTextsView({ list, settings, problems }: WelcomeTextsModel): View {
  const messages = settings[MESSAGE_LISTS[list]];
  return card(
    problems.length === 0 ? 'info' : 'warning',
    text(`## ${list === 'welcome' ? 'Welcome messages' : 'Leave message'}\n${listText(list, messages)}`),
    ...(problems.length > 0 ? [text(problems.map((problem) => `⚠️ ${problem}`).join('\n'))] : []),
    separator(),
    text(variablesText(list)),
    ...(list === 'leave' ? leaveRows(settings) : []),
    ...(messages.length > 0 ? [row(messageMenu(list, messages))] : []),
    row(
      button('Add a message', WELCOME_ADD_TEXT.of({ list }), {
        disabled: messages.length >= MOST_WELCOME_MESSAGES,
      }),
      button('Back', WELCOME_PANEL.of({})),
    ),
  );
}

/** @param message what it says now; null for a new one. */
export function messageModal(
  list: MessageList,
  message: string | null,
): APIModalInteractionResponseCallbackData {
  const key = message === null ? NEW : messageKey(message);
  return {
    custom_id: WELCOME_TEXT_MODAL.of({ list, key }),
    title: message === null ? 'Add a message' : 'Change a message',
    components: [
      {
        type: ComponentType.Label,
        label: 'Message',
        description: `${Object.keys(VARIABLES)
          .map((name) => `{${name}}`)
          .join(' ')}${message === null ? '' : '. Empty it to remove it.'}`,
        component: {
          type: ComponentType.TextInput,
          custom_id: 'message',
          style: TextInputStyle.Paragraph,
          required: message === null,
          max_length: LONGEST_WELCOME_MESSAGE,
          placeholder: DEFAULT_MESSAGES[list],
          ...(message !== null && { value: message }),
        },
      },
    ],
  };
}

function listText(list: MessageList, messages: readonly string[]): string {
  if (messages.length === 0) return `Mine, until you write your own:\n> ${DEFAULT_MESSAGES[list]}`;
  const lines = messages.map((message, index) => `${index + 1}. ${plain(message, SHOWN_OF_A_MESSAGE)}`);
  const heading = messages.length > 1 ? 'One of these is picked at random:' : 'This is said:';
  return truncate([heading, ...lines].join('\n'), SHOWN_OF_ALL);
}

function variablesText(list: MessageList): string {
  const lines = Object.entries(VARIABLES)
    .filter(([name]) => list === 'welcome' || name !== 'mention')
    .map(([name, meaning]) => `\`{${name}}\` ${meaning}`);
  return `**What you can put into a message**\n${lines.join('\n')}\n-# Markdown works. Nobody is notified, except the new member if you switched that on.`;
}

function leaveRows({ leaveEnabled, leaveChannelId }: WelcomeSettings): ReturnType<typeof row>[] {
  return [
    row(
      button(
        `Leave message: ${onOff(leaveEnabled)}`,
        WELCOME_LEAVE_SWITCH.of({ state: onOff(!leaveEnabled) }),
      ),
    ),
    row({
      ...channelMenu(
        WELCOME_LEAVE_CHANNEL.of({}),
        'Another channel than the welcome’s (the same)',
        leaveChannelId,
      ),
      min_values: 0,
      max_values: 1,
    }),
  ];
}

function messageMenu(list: MessageList, messages: readonly string[]) {
  return {
    type: ComponentType.StringSelect as const,
    custom_id: WELCOME_CHOOSE_TEXT.of({ list, shown: messageKey(messages.join('\n')) }),
    placeholder: 'Change or remove a message',
    options: messages.map((message, index) => ({
      label: truncate(`${index + 1}. ${message.replace(/\s+/gu, ' ')}`, 100),
      value: messageKey(message),
    })),
  };
}

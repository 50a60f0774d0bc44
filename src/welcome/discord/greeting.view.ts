import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ComponentType,
  SnowflakeUtil,
} from 'discord.js';

import { truncate } from '../../common';
import { type Picture, pictureOf, plain, text, timestamp } from '../../discord';
import type { WelcomeSettings } from '../../settings';
import { templateOf } from '../card/templates';
import type { Passage } from '../greeting';
import { fillIn, uses, type VariableValues } from '../message-variables';

export const DEFAULT_MESSAGES = {
  welcome: 'Welcome to **{server}**, {mention}! You are member number {count}.',
  leave: '**{member}** has left. We are {count} now.',
} as const;

/** Names stand in messages that others wrote; a longer text would be refused as a whole. */
const LONGEST_TEXT = 2_000;
const LONGEST_NAME = 64;

/** Says the message; who is to be notified is named in any case. */
export function welcomeText(
  message: string,
  passage: Passage,
  serverName: string,
  { mentionMember }: Pick<WelcomeSettings, 'mentionMember'>,
): string {
  const mention = `<@${passage.userId}>`;
  const filled = fillIn(message, valuesOf(passage, serverName, mention));
  const named = mentionMember && !uses(message, 'mention') ? `${mention} ${filled}` : filled;
  return truncate(named, LONGEST_TEXT);
}

/** Who has left is no member whom Discord could show by a mention. */
export function leaveText(message: string, passage: Passage, serverName: string): string {
  const values = valuesOf(passage, serverName, plain(passage.name, LONGEST_NAME));
  return truncate(fillIn(message, values), LONGEST_TEXT);
}

export function greetingComponents(
  content: string,
  color: string,
  picture: Picture | null,
): APIMessageTopLevelComponent[] {
  const components: APIComponentInContainer[] = [text(content), ...pictureOf(picture)];
  return [{ type: ComponentType.Container, accent_color: Number.parseInt(color.slice(1), 16), components }];
}

export function colorOf({ color, template }: Pick<WelcomeSettings, 'color' | 'template'>): string {
  return color ?? templateOf(template).color;
}

function valuesOf(passage: Passage, serverName: string, mention: string): VariableValues {
  return {
    mention,
    member: plain(passage.name, LONGEST_NAME),
    handle: plain(`@${passage.handle}`, LONGEST_NAME),
    server: plain(serverName, 100),
    count: passage.memberCount.toLocaleString('en-US'),
    created: timestamp(new Date(SnowflakeUtil.timestampFrom(passage.userId)), 'R'),
  };
}

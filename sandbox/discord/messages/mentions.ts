import { ComponentType, PermissionFlagsBits } from 'discord.js';
import { Component, walk } from '../components/component';
import { asList, isJson } from '../wire/json';
import { Mentions } from '../world/records';

/** Whom a message notifies: https://discord.com/developers/docs/resources/message#allowed-mentions-object */
export function mentionsIn(
  content: string,
  components: readonly Component[],
  allowed: unknown,
  authorPermissions: bigint,
): Mentions {
  const text = [content, ...[...walk(components)].filter(isText).map((display) => display.content)].join(
    '\n',
  );
  const parse = isJson(allowed) ? asList(allowed.parse) : ['users', 'roles', 'everyone'];
  const listed = (key: 'users' | 'roles') => (isJson(allowed) ? asList(allowed[key]) : []);
  const pick = (key: 'users' | 'roles', pattern: RegExp) =>
    [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].filter(
      (id) => parse.includes(key) || listed(key).includes(id),
    );
  const mayMentionEveryone = (authorPermissions & PermissionFlagsBits.MentionEveryone) !== 0n;
  return {
    users: pick('users', /<@!?(\d+)>/g),
    roles: pick('roles', /<@&(\d+)>/g),
    everyone: mayMentionEveryone && parse.includes('everyone') && /@(everyone|here)\b/.test(text),
  };
}

function isText(component: Component): boolean {
  return component.type === ComponentType.TextDisplay;
}

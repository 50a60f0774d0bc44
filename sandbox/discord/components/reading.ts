import { ButtonStyle, ComponentType } from 'discord.js';
import { asJson, asList, asText } from '../wire/json';
import { Component, isSelect, walk } from './component';

interface Readable {
  readonly content?: string;
  readonly components: readonly Component[];
  readonly embeds?: readonly unknown[];
}

/** All text of a message or a modal in reading order, one line each: content, embeds, text displays, labels. */
export function textOf(message: Readable): string {
  const lines = [message.content, ...(message.embeds ?? []).flatMap(embedText)];
  for (const component of walk(message.components)) {
    if (component.type === ComponentType.TextDisplay) lines.push(component.content);
    if (component.type === ComponentType.Label) lines.push(component.label, component.description ?? '');
  }
  return lines.filter((line) => line !== undefined && line !== '').join('\n');
}

function embedText(embed: unknown): string[] {
  const { title, description, fields, footer, author } = asJson(embed);
  return [
    asText(asJson(author).name),
    asText(title),
    asText(description),
    ...asList(fields).flatMap((field) => [asText(asJson(field).name), asText(asJson(field).value)]),
    asText(asJson(footer).text),
  ];
}

export interface ButtonView {
  /** null for a link. */
  readonly customId: string | null;
  readonly label: string;
  readonly style: ButtonStyle;
  readonly url: string | null;
  readonly disabled: boolean;
  readonly emoji: string | null;
}

/** The buttons of a message in reading order, those beside a section too. */
export function buttonsOf(message: Pick<Readable, 'components'>): ButtonView[] {
  return [...walk(message.components)]
    .filter((component) => component.type === ComponentType.Button)
    .map((button) => ({
      customId: button.custom_id ?? null,
      label: button.label ?? '',
      style: button.style ?? ButtonStyle.Primary,
      url: button.url ?? null,
      disabled: button.disabled ?? false,
      emoji: asText(asJson(button.emoji).name) || null,
    }));
}

/** The select menus of a message in reading order. */
export function selectsOf(message: Pick<Readable, 'components'>): Component[] {
  return [...walk(message.components)].filter(isSelect);
}

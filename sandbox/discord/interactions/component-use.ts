import { ButtonStyle, ComponentType } from 'discord.js';
import { Component, isSelect, walk } from '../components/component';
import { Json } from '../wire/json';
import { StoredMessage } from '../world/records';
import { Resolved } from './resolved';

/** The component of a message that a person uses. @throws Error when they could not, as in Discord's client. */
export function usableComponent(message: StoredMessage, customId: string): Component {
  const usable = [...walk(message.components)].filter(({ custom_id }) => custom_id !== undefined);
  const component = usable.find(({ custom_id }) => custom_id === customId);
  if (component === undefined) {
    const offered = usable.map(({ custom_id }) => custom_id).join(', ');
    throw new Error(`The message has no component "${customId}"; it has: ${offered}`);
  }
  if (component.disabled === true) throw new Error(`The component "${customId}" is disabled`);
  if (component.style === ButtonStyle.Link) throw new Error(`The component "${customId}" is a link`);
  return component;
}

/** The `data` of a component interaction. */
export function componentData(
  component: Component,
  values: readonly string[] | undefined,
  resolved: Resolved,
): Json {
  const data = { component_type: component.type, custom_id: component.custom_id, id: component.id };
  if (!isSelect(component)) {
    if (values !== undefined) throw new Error(`The component "${component.custom_id ?? ''}" takes no values`);
    return data;
  }
  const chosen = values ?? [];
  choose(component, chosen, resolved);
  return { ...data, values: chosen, ...(!resolved.isEmpty && { resolved: resolved.toJson() }) };
}

/** Checks what was chosen in a select of a message or a modal, and resolves it. */
export function choose(select: Component, chosen: readonly string[], resolved: Resolved): void {
  const { min_values: min = 1, max_values: max = 1 } = select;
  const isOptional = select.required === false && chosen.length === 0;
  if (!isOptional && (chosen.length < min || chosen.length > max))
    throw new Error(`"${select.custom_id ?? ''}" takes ${min} to ${max} values, not ${chosen.length}`);
  for (const value of chosen) resolve(select, value, resolved);
}

function resolve(select: Component, value: string, resolved: Resolved): void {
  switch (select.type) {
    case ComponentType.UserSelect:
      resolved.user(value);
      break;
    case ComponentType.RoleSelect:
      resolved.role(value);
      break;
    case ComponentType.MentionableSelect:
      resolved.mentionable(value);
      break;
    case ComponentType.ChannelSelect:
      resolved.channel(value, select.channel_types as number[] | undefined);
      break;
    default:
      if (select.options?.some((option) => option.value === value) !== true)
        throw new Error(`"${select.custom_id ?? ''}" does not offer "${value}"`);
  }
}

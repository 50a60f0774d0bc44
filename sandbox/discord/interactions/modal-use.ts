import { ComponentType } from 'discord.js';
import { Component, isSelect, walk } from '../components/component';
import { asJson, asNumber, asText, Json } from '../wire/json';
import { choose } from './component-use';
import { ShownModal } from './live-interaction';
import { Resolved } from './resolved';

/** By custom id: text for a text input, a list for a select or a checkbox group, a boolean for a checkbox. */
export type ModalFields = Readonly<Record<string, string | boolean | readonly string[]>>;

/** The `data` of a modal submit. @throws Error when Discord's client would not let the person submit it. */
export function modalData(modal: ShownModal, fields: ModalFields, resolved: Resolved): Json {
  const inputs = [...walk(modal.components)].flatMap(({ custom_id }) => custom_id ?? []);
  const unknown = Object.keys(fields).filter((name) => !inputs.includes(name));
  if (unknown.length > 0)
    throw new Error(`The modal has no field "${unknown.join('", "')}"; it has: ${inputs.join(', ')}`);
  let lastId = 0;
  const submit = (component: Component): Json => {
    const { type } = component;
    const id = asNumber(component.id) || ++lastId;
    if (component.component !== undefined) return { type, id, component: submit(component.component) };
    if (component.components !== undefined) return { type, id, components: component.components.map(submit) };
    if (component.custom_id === undefined) return { type, id };
    const { custom_id } = component;
    return { type, id, custom_id, ...valueOf(component, fields[custom_id], resolved) };
  };
  const components = modal.components.map(submit);
  return {
    custom_id: modal.customId,
    components,
    ...(!resolved.isEmpty && { resolved: resolved.toJson() }),
  };
}

function valueOf(input: Component, given: ModalFields[string] | undefined, resolved: Resolved): Json {
  const name = input.custom_id ?? '';
  if (input.type === ComponentType.TextInput) {
    const value = given ?? asText(input.value);
    if (typeof value !== 'string') throw new Error(`"${name}" takes text`);
    checkText(input, value);
    return { value };
  }
  if (input.type === ComponentType.Checkbox) return { value: given ?? input.default ?? false };
  if (input.type === ComponentType.RadioGroup) {
    const isOffered = input.options?.some((option) => option.value === given) === true;
    if (given !== undefined && !isOffered)
      throw new Error(`"${name}" does not offer "${JSON.stringify(given)}"`);
    return { value: given ?? null };
  }
  const preset = input.options?.filter((option) => option.default === true).map(({ value }) => value);
  const values = given ?? preset ?? [];
  if (!Array.isArray(values)) throw new Error(`"${name}" takes a list of values`);
  if (isSelect(input)) choose(input, values as string[], resolved);
  return { values };
}

function checkText(input: Component, value: string): void {
  const min = asNumber(input.min_length, input.required === false ? 0 : 1);
  const max = asNumber(input.max_length, 4_000);
  if (value === '' && input.required === false) return;
  if (value.length < min || value.length > max)
    throw new Error(
      `"${input.custom_id ?? ''}" takes ${min} to ${max} characters: ${JSON.stringify(asJson(input))}`,
    );
}

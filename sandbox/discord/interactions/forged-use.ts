import { ComponentType } from 'discord.js';
import { Json } from '../wire/json';
import { StoredMessage } from '../world/records';
import { Place } from './envelope';

/** What a client that was tampered with sends: a press or a modal that Discord's own never offered to this person. */
export interface ForgedInput extends Place {
  customId: string;
  /** Where it claims to be. */
  message: StoredMessage;
  /** Absent for a modal. */
  componentType?: ComponentType;
  values?: readonly string[];
  /** Of a modal, by custom id. */
  fields?: Readonly<Record<string, string>>;
  timeoutMs?: number;
}

/** The `data` of such an interaction; nothing is checked. */
export function forgedData({ customId, componentType, values, fields = {} }: ForgedInput): Json {
  if (componentType !== undefined) {
    return {
      ...{ component_type: componentType, custom_id: customId, id: 1 },
      ...(values && { values, resolved: {} }),
    };
  }
  const components = Object.entries(fields).map(([custom_id, value], index) => ({
    ...{ type: ComponentType.Label, id: 2 * index + 1 },
    component: { type: ComponentType.TextInput, id: 2 * index + 2, custom_id, value },
  }));
  return { custom_id: customId, components };
}

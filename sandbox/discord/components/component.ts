import { ButtonStyle, ComponentType } from 'discord.js';
import { asList, isJson, Json } from '../wire/json';

/** Any component of a message or a modal, as Discord sends it; which fields are there depends on `type`. */
export interface Component extends Json {
  readonly type: ComponentType;
  readonly id?: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly description?: string | null;
  readonly content?: string;
  readonly url?: string;
  readonly style?: ButtonStyle;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly SelectOption[];
  readonly components?: readonly Component[];
  readonly component?: Component;
  readonly accessory?: Component;
}

export interface SelectOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly default?: boolean;
}

export function isComponent(value: unknown): value is Component {
  return isJson(value) && typeof value.type === 'number';
}

/** The component and everything inside it, in the order a person reads them. */
export function* walk(components: readonly unknown[]): Generator<Component> {
  for (const component of components) {
    if (!isComponent(component)) continue;
    yield component;
    yield* walk(asList(component.components));
    yield* walk([component.accessory, component.component]);
  }
}

const SELECTS: ReadonlySet<number> = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

export function isSelect(component: Component): boolean {
  return SELECTS.has(component.type);
}

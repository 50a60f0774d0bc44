import { ComponentType } from 'discord.js';
import { MessageComponentDiscovery, ModalDiscovery } from 'necord';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { CustomId } from '../../src/discord';

const SOURCES = join(__dirname, '../../src');
const USABLE: readonly unknown[] = [
  ComponentType.Button,
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];
/** The interaction response that shows a modal. */
const SHOW_MODAL = 9;

type Used = CustomId['usedBy'];

/** Every custom id that a `*.custom-ids.ts` defines, those of pagers too. */
export async function definedCustomIds(): Promise<CustomId[]> {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  const modules = await Promise.all(
    files
      .filter((file) => file.endsWith('.custom-ids.ts'))
      .map((file) => import(join(SOURCES, file)) as Promise<object>),
  );
  const exported = modules.flatMap((module) => Object.values(module) as unknown[]);
  return exported.flatMap((value) =>
    value instanceof CustomId ? [value] : Object.values(value as object).filter(isCustomId),
  );
}

/** Whether necord would call the handler of this for what was used. */
export function answers({ usedBy, pattern }: CustomId, [used, id]: readonly [Used, string]): boolean {
  if (used !== usedBy) return false;
  if (usedBy === 'modal') return Boolean(new ModalDiscovery({ customId: pattern }).matcher(id));
  const handler = new MessageComponentDiscovery({ type: usedBy as ComponentType.Button, customId: pattern });
  return Boolean(handler.matcher(`${usedBy}_${id}`));
}

/** The components and modals in the body of a request, by what is used and its custom id. */
export function customIdsIn(body: unknown): (readonly [Used, string])[] {
  if (typeof body !== 'object' || body === null) return [];
  const { type, custom_id: id, data } = body as { type?: unknown; custom_id?: unknown; data?: unknown };
  const modalId = (data as { custom_id?: unknown } | null | undefined)?.custom_id;
  if (type === SHOW_MODAL && typeof modalId === 'string') return [['modal', modalId]];
  const own = USABLE.includes(type) && typeof id === 'string' ? [[type as Used, id] as const] : [];
  return [...own, ...Object.values(body).flatMap(customIdsIn)];
}

function isCustomId(value: unknown): value is CustomId {
  return value instanceof CustomId;
}

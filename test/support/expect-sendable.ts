import { ButtonStyle, ComponentType } from 'discord.js';

import type { View } from '../../src/discord';

interface AnyComponent {
  readonly type: ComponentType;
  readonly content?: string;
  readonly custom_id?: string;
  readonly label?: string;
  readonly url?: string;
  readonly style?: number;
  readonly description?: string;
  readonly components?: readonly AnyComponent[];
  readonly accessory?: AnyComponent;
}

/**
 * Discord's limits on a Components V2 message
 * (https://discord.com/developers/docs/components/reference): what breaks them is refused as a whole.
 */
export function expectSendable(view: View): void {
  const all = flatten(view.components as readonly AnyComponent[]);
  expect(all.length).toBeLessThanOrEqual(40);
  expect(all.reduce((sum, { content }) => sum + (content?.length ?? 0), 0)).toBeLessThanOrEqual(4000);
  const ids = all.flatMap(({ custom_id: id }) => (id === undefined ? [] : [id]));
  expect(new Set(ids).size).toBe(ids.length);
  for (const component of all) expectWellFormed(component);
}

function expectWellFormed(component: AnyComponent): void {
  const { type, content, custom_id: customId, label, url, style, description, components } = component;
  if (type === ComponentType.TextDisplay) expect(content).toMatch(/\S/);
  if (content !== undefined) expect(content.isWellFormed()).toBe(true);
  if (customId !== undefined) expect(customId.length).toBeLessThanOrEqual(100);
  if (description !== undefined) expect(description.length).toBeLessThanOrEqual(1024);
  if (type === ComponentType.ActionRow) expect(components?.length ?? 0).toBeGreaterThan(0);
  if (type === ComponentType.ActionRow) expect(components?.length).toBeLessThanOrEqual(5);
  if (type !== ComponentType.Button) return;
  expect((label ?? '').length).toBeLessThanOrEqual(80);
  expect(style === (ButtonStyle.Link as number)).toBe(url !== undefined);
  expect(customId === undefined).toBe(url !== undefined);
  if (url !== undefined) {
    expect(url.length).toBeLessThanOrEqual(512);
    expect(new URL(url).protocol).toMatch(/^https?:$/);
  }
}

function flatten(components: readonly AnyComponent[]): AnyComponent[] {
  return components.flatMap((component) => [
    component,
    ...flatten(component.components ?? []),
    ...(component.accessory ? flatten([component.accessory]) : []),
  ]);
}

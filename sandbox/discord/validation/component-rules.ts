import { ComponentType } from 'discord.js';
import { Form } from './form';
import { checkButton, checkSelect } from './interactive-rules';
import { checkFile, checkGallery, checkThumbnail, MediaContext } from './media-rules';

/** What the components of one message share. */
export interface ComponentContext extends MediaContext {
  readonly isV2: boolean;
  readonly customIds: Set<string>;
  readonly numericIds: Set<number>;
  total: number;
  /** Characters, and bytes as UTF-8, of all text displays. */
  characters: number;
  bytes: number;
}

const SELECTS = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];
const IN_CONTAINER = [
  ComponentType.ActionRow,
  ComponentType.Section,
  ComponentType.TextDisplay,
  ComponentType.MediaGallery,
  ComponentType.File,
  ComponentType.Separator,
];
const BUTTONS_PER_ROW = 5;
const MAX_TEXT = 4_000;

export function checkTopLevel(form: Form, context: ComponentContext): void {
  checkComponent(
    form,
    context,
    context.isV2 ? [...IN_CONTAINER, ComponentType.Container] : [ComponentType.ActionRow],
  );
}

export function checkComponent(
  form: Form,
  context: ComponentContext,
  allowed: readonly ComponentType[],
): void {
  context.total += 1;
  const type = form.value.type as ComponentType | undefined;
  if (type === undefined || !allowed.includes(type)) {
    const choices = `(${allowed.join(', ')},)`;
    form.refuse('type', 'UNION_TYPE_CHOICES', `Value of field "type" must be one of ${choices}.`);
    return;
  }
  const id = form.integer('id', { min: 0, max: 2_147_483_647 }) ?? 0;
  if (id !== 0 && context.numericIds.has(id))
    form.refuse('id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
  context.numericIds.add(id);
  checkByType(type, form, context);
}

function checkByType(type: ComponentType, form: Form, context: ComponentContext): void {
  switch (type) {
    case ComponentType.ActionRow:
      checkRow(form, context);
      break;
    case ComponentType.Container:
      form.integer('accent_color', { min: 0, max: 0xff_ff_ff });
      for (const child of form.list('components', { min: 1, max: 40, required: true }))
        checkComponent(child, context, IN_CONTAINER);
      break;
    case ComponentType.Section:
      checkSection(form, context);
      break;
    case ComponentType.TextDisplay:
      checkText(form, context);
      break;
    case ComponentType.Separator:
      if (form.has('spacing')) form.oneOf('spacing', [1, 2]);
      break;
    case ComponentType.MediaGallery:
      checkGallery(form, context);
      break;
    case ComponentType.Thumbnail:
      checkThumbnail(form, context);
      break;
    case ComponentType.File:
      checkFile(form, context);
      break;
    case ComponentType.Button:
      checkButton(form, context.customIds);
      break;
    default:
      checkSelect(form, context.customIds);
  }
}

function checkRow(form: Form, context: ComponentContext): void {
  const children = form.list('components', { min: 1, max: BUTTONS_PER_ROW, required: true });
  children.forEach((child, index) => {
    // A select fills a row of its own.
    const isAlone = index === 0 && children.length === 1;
    if (child.value.type !== ComponentType.Button && !isAlone)
      child.refuse(
        null,
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      );
    checkComponent(child, context, [ComponentType.Button, ...SELECTS]);
  });
}

function checkSection(form: Form, context: ComponentContext): void {
  for (const child of form.list('components', { min: 1, max: 3, required: true }))
    checkComponent(child, context, [ComponentType.TextDisplay]);
  const accessory = form.child('accessory', true);
  if (accessory) checkComponent(accessory, context, [ComponentType.Button, ComponentType.Thumbnail]);
}

function checkText(form: Form, context: ComponentContext): void {
  const content = form.text('content', { min: 1, max: MAX_TEXT, required: true }) ?? '';
  context.characters += Array.from(content).length;
  context.bytes += Buffer.byteLength(content) + 12;
}

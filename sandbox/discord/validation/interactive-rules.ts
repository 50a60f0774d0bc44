import { ButtonStyle, ComponentType } from 'discord.js';
import { asJson, asText } from '../wire/json';
import { Form } from './form';

const MAX_CUSTOM_ID = 100;

export function checkCustomId(form: Form, seen: Set<string>): void {
  const customId = form.text('custom_id', { min: 1, max: MAX_CUSTOM_ID, required: true });
  if (customId === undefined) return;
  if (seen.has(customId))
    form.refuse('custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  seen.add(customId);
}

export function checkButton(form: Form, seen: Set<string>): void {
  const style = form.oneOf('style', [1, 2, 3, 4, 5, 6]);
  form.text('label', { max: 80 });
  checkEmoji(form);
  if (style === ButtonStyle.Premium) {
    for (const key of ['custom_id', 'label', 'url', 'emoji'])
      if (form.has(key)) form.refuse(key, 'BASE_TYPE_INVALID', 'A premium button cannot have this field');
    if (!form.has('sku_id')) form.refuse('sku_id', 'BASE_TYPE_REQUIRED', 'This field is required');
    return;
  }
  if (!form.has('emoji') && asText(form.value.label) === '')
    form.refuse('label', 'BASE_TYPE_REQUIRED', 'A button must have a label or an emoji');
  if (style === ButtonStyle.Link) {
    form.url('url', ['http', 'https', 'discord'], 512);
    if (form.has('custom_id'))
      form.refuse(
        'custom_id',
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    return;
  }
  if (form.has('url'))
    form.refuse(
      'url',
      'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      'A custom id and url cannot both be specified',
    );
  checkCustomId(form, seen);
}

export function checkSelect(form: Form, seen: Set<string>): void {
  checkCustomId(form, seen);
  form.text('placeholder', { max: 150 });
  const min = form.integer('min_values', { min: 0, max: 25 }) ?? 1;
  const max = form.integer('max_values', { min: 1, max: 25 }) ?? 1;
  if (min > max)
    form.refuse('min_values', 'SELECT_COMPONENT_MIN_GREATER_THAN_MAX', 'Min values exceeds max values');
  const defaults = form.list('default_values', { max: 25 }).length;
  if (defaults > max)
    form.refuse(
      'default_values',
      'SELECT_COMPONENT_INVALID_DEFAULT_VALUES',
      `Must be ${max} or fewer in length.`,
    );
  if (form.value.type === ComponentType.StringSelect) checkOptions(form, { min, max });
}

function checkOptions(form: Form, { min, max }: { min: number; max: number }): void {
  const options = form.list('options', { min: 1, max: 25, required: true });
  const values = new Set<string>();
  for (const option of options) {
    option.text('label', { min: 1, max: 100, required: true });
    option.text('description', { max: 100 });
    checkEmoji(option);
    const value = option.text('value', { min: 1, max: 100, required: true }) ?? '';
    if (values.has(value))
      option.refuse(
        'value',
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    values.add(value);
  }
  const chosen = options.filter((option) => option.value.default === true).length;
  if (chosen > max)
    form.refuse('options', 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'Too many options are set as default');
  if (options.length > 0 && (form.has('max_values') ? max : 1) > options.length)
    form.refuse(
      'max_values',
      'SELECT_COMPONENT_MAX_VALUES_EXCEEDED',
      'Max values exceeds the number of options',
    );
  if (options.length > 0 && min > options.length)
    form.refuse(
      'min_values',
      'SELECT_COMPONENT_MIN_VALUES_EXCEEDED',
      'Min values exceeds the number of options',
    );
}

/** A name alone has to be an emoji that Unicode knows; a custom one is named by its id. */
function checkEmoji(form: Form): void {
  if (!form.has('emoji')) return;
  const { id, name } = asJson(form.value.emoji);
  if (typeof id === 'string') return;
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u.test(asText(name)))
    form.child('emoji')?.refuse('name', 'COMPONENT_INVALID_EMOJI', 'Invalid emoji');
}

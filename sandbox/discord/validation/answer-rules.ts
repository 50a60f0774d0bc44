import { ComponentType } from 'discord.js';
import { Json } from '../wire/json';
import { Form, FormErrors } from './form';
import { checkCustomId, checkSelect } from './interactive-rules';
import { checkChoice } from './option-rules';

const MAX_SUGGESTIONS = 25;
const MAX_MODAL_COMPONENTS = 5;

export function validateSuggestions(data: Json, isNumeric: boolean): void {
  const errors = new FormErrors();
  const form = new Form(data, ['data'], errors);
  for (const choice of form.list('choices', { max: MAX_SUGGESTIONS })) checkChoice(choice, isNumeric);
  errors.throwIfAny();
}

export function validateModal(data: Json): void {
  const errors = new FormErrors();
  const form = new Form(data, ['data'], errors);
  form.text('custom_id', { min: 1, max: 100, required: true });
  form.text('title', { min: 1, max: 45, required: true });
  const seen = new Set<string>();
  for (const child of form.list('components', { min: 1, max: MAX_MODAL_COMPONENTS, required: true }))
    checkModalComponent(child, seen);
  errors.throwIfAny();
}

function checkModalComponent(form: Form, seen: Set<string>): void {
  switch (form.value.type) {
    case ComponentType.Label: {
      form.text('label', { min: 1, max: 45, required: true });
      form.text('description', { min: 1, max: 100 });
      const component = form.child('component', true);
      if (component) checkInput(component, seen, true);
      break;
    }
    case ComponentType.ActionRow:
      for (const input of form.list('components', { min: 1, max: 1, required: true }))
        checkInput(input, seen, false);
      break;
    case ComponentType.TextDisplay:
      form.text('content', { min: 1, max: 4_000, required: true });
      break;
    default:
      form.refuse('type', 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1, 10, 18).');
  }
}

function checkInput(form: Form, seen: Set<string>, isLabelled: boolean): void {
  switch (form.value.type) {
    case ComponentType.TextInput:
      checkTextInput(form, seen, isLabelled);
      break;
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      checkSelect(form, seen);
      if (form.value.disabled === true)
        form.refuse('disabled', 'COMPONENT_DISABLED_IN_MODAL', 'A select in a modal cannot be disabled');
      break;
    case ComponentType.FileUpload:
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup:
    case ComponentType.Checkbox:
      checkCustomId(form, seen);
      break;
    default:
      form.refuse(
        'type',
        'UNION_TYPE_CHOICES',
        'Value of field "type" must be one of (3, 4, 5, 6, 7, 8, 19, 21, 22, 23).',
      );
  }
}

function checkTextInput(form: Form, seen: Set<string>, isLabelled: boolean): void {
  checkCustomId(form, seen);
  form.oneOf('style', [1, 2]);
  // The label component around it brings the text; on its own the input has to.
  form.text('label', isLabelled ? { max: 45 } : { min: 1, max: 45, required: true });
  form.text('value', { max: 4_000 });
  form.text('placeholder', { max: 100 });
  const min = form.integer('min_length', { min: 0, max: 4_000 }) ?? 0;
  const max = form.integer('max_length', { min: 1, max: 4_000 }) ?? 4_000;
  if (min > max)
    form.refuse('min_length', 'TEXT_INPUT_MIN_GREATER_THAN_MAX', 'Min length exceeds max length');
  if (typeof form.value.value === 'string' && Array.from(form.value.value).length > max)
    form.refuse('value', 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
}

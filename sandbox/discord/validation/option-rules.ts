import { ApplicationCommandOptionType } from 'discord.js';
import { Form } from './form';
import { checkLocalizations } from './localization-rules';

const NAME = /^[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}$/u;
const NUMERIC: readonly unknown[] = [
  ApplicationCommandOptionType.Integer,
  ApplicationCommandOptionType.Number,
];
const MAX_OPTIONS = 25;
const MAX_CHOICES = 25;

/** Lower case, where the script has cases: https://discord.com/developers/docs/interactions/application-commands */
export function checkName(form: Form, code: string, message: string): void {
  const limits = { min: 1, max: 32 };
  const check = (names: Form, key: string): void => {
    const name = names.value[key];
    if (typeof name === 'string' && name !== '' && (!NAME.test(name) || name.toLowerCase() !== name))
      names.refuse(key, code, message);
  };
  form.text('name', { ...limits, required: true });
  check(form, 'name');
  checkLocalizations(form, 'name', limits, check);
}

/** Of a command or an option, with its translations. */
export function checkDescription(form: Form): void {
  const limits = { min: 1, max: 100 };
  form.text('description', { ...limits, required: true });
  checkLocalizations(form, 'description', limits);
}

/** @param depth 0 in a command, 1 in a group or a subcommand of it, 2 in a subcommand of a group. */
export function checkOptions(form: Form, depth: number): void {
  const options = form.list('options', { max: MAX_OPTIONS });
  const names = new Set<string>();
  let hasOptional = false;
  for (const option of options) {
    checkOption(option, depth);
    const name = String(option.value.name);
    if (names.has(name))
      option.refuse('name', 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    names.add(name);
    const isRequired = option.value.required === true;
    if (isRequired && hasOptional)
      option.refuse(
        null,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    hasOptional ||= !isRequired && !isNesting(option.value.type);
  }
  const nesting = options.filter((option) => isNesting(option.value.type));
  if (nesting.length > 0 && nesting.length < options.length)
    form.refuse(
      'options',
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
}

function checkOption(option: Form, depth: number): void {
  const type = option.oneOf('type', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  checkName(option, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  checkDescription(option);
  if (isNesting(type)) {
    const allowed = type === ApplicationCommandOptionType.Subcommand ? depth < 2 : depth === 0;
    if (!allowed || option.path.filter((key) => key === 'options').length > 2)
      option.refuse(
        'type',
        'APPLICATION_COMMAND_OPTIONS_NESTING_INVALID',
        'This option type cannot be nested here',
      );
    const isGroup = type === ApplicationCommandOptionType.SubcommandGroup;
    checkOptions(option, isGroup ? 1 : 2);
    return;
  }
  checkChoices(option, type);
  if (type === ApplicationCommandOptionType.String) {
    option.integer('min_length', { min: 0, max: 6_000 });
    option.integer('max_length', { min: 1, max: 6_000 });
  }
}

function checkChoices(option: Form, type: number | undefined): void {
  const choices = option.list('choices', { max: MAX_CHOICES });
  const seen = new Set<unknown>();
  for (const choice of choices) {
    checkChoice(choice, NUMERIC.includes(type));
    if (seen.has(choice.value.name))
      choice.refuse(
        'name',
        'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
        'Option choice name already exists',
      );
    seen.add(choice.value.name);
  }
  if (choices.length > 0 && option.value.autocomplete === true)
    option.refuse(
      'choices',
      'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE_EXCLUSIVE',
      'Choices and autocomplete are mutually exclusive',
    );
}

/** Also a suggestion of an autocomplete answer. */
export function checkChoice(choice: Form, isNumeric: boolean): void {
  const limits = { min: 1, max: 100 };
  choice.text('name', { ...limits, required: true });
  checkLocalizations(choice, 'name', limits);
  if (!isNumeric) choice.text('value', { min: 1, max: 100, required: true });
  else if (typeof choice.value.value !== 'number')
    choice.refuse(
      'value',
      'NUMBER_TYPE_COERCE',
      `Value "${JSON.stringify(choice.value.value)}" is not a number.`,
    );
}

function isNesting(type: unknown): boolean {
  return (
    type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup
  );
}

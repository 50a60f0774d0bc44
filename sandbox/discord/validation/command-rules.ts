import { ApplicationCommandType } from 'discord.js';
import { asJson, asList, asText, Json } from '../wire/json';
import { typeOf } from '../world/command-store';
import { Form, FormErrors } from './form';
import { checkLocalizations, longest } from './localization-rules';
import { checkDescription, checkName, checkOptions } from './option-rules';

const MAX_CHARACTERS_IN_ALL = 8_000;
const PER_TYPE: readonly (readonly [ApplicationCommandType, number])[] = [
  [ApplicationCommandType.ChatInput, 100],
  [ApplicationCommandType.User, 15],
  [ApplicationCommandType.Message, 15],
];

/** @param isPartial for a PATCH, where a field may be absent. */
export function validateCommand(body: Json, isPartial = false): void {
  const errors = new FormErrors();
  checkCommand(new Form(body, [], errors), isPartial);
  errors.throwIfAny();
}

/** Everything at once, as a bulk overwrite does. */
export function validateCommands(bodies: readonly Json[]): void {
  const errors = new FormErrors();
  const seen = new Set<string>();
  bodies.forEach((body, index) => {
    checkCommand(new Form(body, [index], errors), false);
    const key = `${typeOf(body)}/${asText(body.name)}`;
    if (seen.has(key))
      errors.add(
        [index, 'name'],
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      );
    seen.add(key);
  });
  errors.throwIfAny();
}

/** Whether a scope would hold more commands than Discord takes. */
export function exceedsCommandLimit(commands: readonly Json[]): boolean {
  return PER_TYPE.some(
    ([type, limit]) => commands.filter((command) => typeOf(command) === type).length > limit,
  );
}

function checkCommand(form: Form, isPartial: boolean): void {
  const type = typeOf(form.value);
  const required = !isPartial;
  if (type === ApplicationCommandType.ChatInput) {
    if (required || form.has('name'))
      checkName(form, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
    if (required || form.has('description')) checkDescription(form);
    checkOptions(form, 0);
  } else {
    form.text('name', { min: 1, max: 32, required });
    checkLocalizations(form, 'name', { min: 1, max: 32 });
    if (asText(form.value.description) !== '')
      form.refuse(
        'description',
        'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION',
        'Context menu commands cannot have description',
      );
    if (asList(form.value.options).length > 0)
      form.refuse(
        'options',
        'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS',
        'Context menu commands cannot have options',
      );
  }
  checkNumberList(form, 'contexts', [0, 1, 2]);
  checkNumberList(form, 'integration_types', [0, 1]);
  if (charactersIn(form.value) > MAX_CHARACTERS_IN_ALL)
    form.refuse(
      null,
      'APPLICATION_COMMAND_TOO_LARGE',
      `Command exceeds maximum size (${MAX_CHARACTERS_IN_ALL})`,
    );
}

function checkNumberList(form: Form, key: string, allowed: readonly number[]): void {
  for (const [index, value] of asList(form.value[key]).entries())
    if (!allowed.includes(value as number))
      form.errors.add(
        [...form.path, key, index],
        'BASE_TYPE_CHOICES',
        `Value must be one of {${allowed.join(', ')}}.`,
      );
}

/** Names, descriptions and choice values of a command and everything in it, each in the longest of its languages. */
function charactersIn(command: Json): number {
  const own = ['name', 'description', 'value'].map((field) => longest(command, field));
  const nested = [...asList(command.options), ...asList(command.choices)].map((child) =>
    charactersIn(asJson(child)),
  );
  return [...own, ...nested].reduce((sum, length) => sum + length, 0);
}

import { ApplicationCommandOptionType as Type } from 'discord.js';
import { Json } from '../wire/json';
import { CommandOption } from '../world/command-store';
import { StoredAttachment } from '../world/records';
import { Resolved } from './resolved';

/** A file that a person puts into an option. */
export interface OptionFile {
  readonly filename: string;
  readonly contentType?: string;
  readonly data: Buffer | string;
}

/** Ids of channels, users and roles are text. */
export type OptionValue = string | number | boolean | OptionFile;
export type OptionValues = Readonly<Record<string, OptionValue>>;

export interface OptionContext {
  readonly resolved: Resolved;
  readonly upload: (file: OptionFile) => StoredAttachment;
  /** The option that is being typed, for an autocomplete: nothing has to be complete then. */
  readonly focused?: string;
}

/** The options of an interaction, refused where Discord's client would not let the person send them. */
export function buildOptions(
  declared: readonly CommandOption[],
  values: OptionValues,
  context: OptionContext,
): Json[] {
  const unknown = Object.keys(values).filter((name) => !declared.some((option) => option.name === name));
  if (unknown.length > 0)
    throw new Error(
      `No option "${unknown.join('", "')}"; there are: ${declared.map(({ name }) => name).join(', ')}`,
    );
  return declared.flatMap((option) => {
    const value = values[option.name];
    if (option.name === context.focused)
      return [{ name: option.name, type: option.type, value: value ?? '', focused: true }];
    if (value !== undefined)
      return [{ name: option.name, type: option.type, value: convert(option, value, context) }];
    if (option.required === true && context.focused === undefined)
      throw new Error(`The option "${option.name}" is required`);
    return [];
  });
}

function convert(option: CommandOption, value: OptionValue, { resolved, upload }: OptionContext): unknown {
  const isFile = typeof value === 'object';
  if (isFile !== (option.type === Type.Attachment)) throw wrong(option, value);
  if (isFile) {
    const attachment = upload(value);
    resolved.attachment(attachment);
    return attachment.id;
  }
  switch (option.type) {
    case Type.Boolean:
      if (typeof value !== 'boolean') throw wrong(option, value);
      return value;
    case Type.String:
    case Type.Integer:
    case Type.Number:
      checkPlain(option, value);
      return value;
    default:
      if (typeof value !== 'string') throw wrong(option, value);
      refer(option, value, resolved);
      return value;
  }
}

function refer(option: CommandOption, id: string, resolved: Resolved): void {
  if (option.type === Type.User) resolved.user(id);
  else if (option.type === Type.Role) resolved.role(id);
  else if (option.type === Type.Channel) resolved.channel(id, option.channel_types);
  else resolved.mentionable(id);
}

function checkPlain(option: CommandOption, value: string | number | boolean): void {
  const isText = option.type === Type.String;
  if (typeof value !== (isText ? 'string' : 'number')) throw wrong(option, value);
  if (option.type === Type.Integer && !Number.isInteger(value)) throw wrong(option, value);
  const choices = option.choices ?? [];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value)) throw wrong(option, value);
  const size = typeof value === 'string' ? value.length : Number(value);
  const [min, max] = isText
    ? [option.min_length ?? 1, option.max_length ?? 6_000]
    : [option.min_value, option.max_value];
  if ((min !== undefined && size < min) || (max !== undefined && size > max)) throw wrong(option, value);
}

function wrong(option: CommandOption, value: OptionValue): Error {
  return new Error(
    `The option "${option.name}" (${JSON.stringify(option)}) does not take ${JSON.stringify(value)}`,
  );
}

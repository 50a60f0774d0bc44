import { ApplicationCommandOptionType, ApplicationCommandType, PermissionFlagsBits } from 'discord.js';
import { Json } from '../wire/json';
import { CommandOption, RegisteredCommand } from '../world/command-store';
import { personPermissions, Scene } from './envelope';
import { buildOptions, OptionContext, OptionValues } from './option-values';

/** @throws Error when Discord's client would not offer the command to this person here. */
export function checkOffered(command: RegisteredCommand, scene: Scene, allowedByOverride: boolean): void {
  const permissions = personPermissions(scene);
  const has = (wanted: bigint) => (permissions & wanted) === wanted;
  const context = scene.guild === undefined ? 1 : 0;
  if (command.contexts?.includes(context) === false || (context === 1 && command.dm_permission === false))
    throw new Error(`/${command.name} is not offered ${context === 1 ? 'in direct messages' : 'in guilds'}`);
  if (scene.guild === undefined) return;
  if (!has(PermissionFlagsBits.ViewChannel | PermissionFlagsBits.UseApplicationCommands))
    throw new Error(`${scene.userId} may not use commands in ${scene.channel.name}`);
  if (command.nsfw && !scene.channel.nsfw)
    throw new Error(`/${command.name} needs an age-restricted channel`);
  const wanted = command.default_member_permissions;
  if (wanted === null || allowedByOverride || has(PermissionFlagsBits.Administrator)) return;
  if (wanted === '0' || !has(BigInt(wanted)))
    throw new Error(`/${command.name} is hidden from ${scene.userId}: it needs the permissions ${wanted}`);
}

/** The `data` of a chat command or its autocomplete. */
export function chatInputData(
  command: RegisteredCommand,
  path: readonly string[],
  values: OptionValues,
  context: OptionContext,
): Json {
  const options = nest(command.options ?? [], path, values, context, `/${command.name}`);
  return {
    id: command.id,
    name: command.name,
    type: ApplicationCommandType.ChatInput,
    ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
    ...(options.length > 0 && { options }),
    ...(!context.resolved.isEmpty && { resolved: context.resolved.toJson() }),
  };
}

/** The declared option that an autocomplete is about. */
export function declaredOption(
  command: RegisteredCommand,
  path: readonly string[],
  name: string,
): CommandOption {
  let options = command.options ?? [];
  for (const step of path) options = options.find((option) => option.name === step)?.options ?? [];
  const option = options.find((candidate) => candidate.name === name);
  if (option?.autocomplete !== true)
    throw new Error(`/${[command.name, ...path].join(' ')}: "${name}" has no autocomplete`);
  return option;
}

function nest(
  declared: readonly CommandOption[],
  [step, ...rest]: readonly string[],
  values: OptionValues,
  context: OptionContext,
  trail: string,
): Json[] {
  const nesting = declared.filter(isNesting);
  if (step === undefined) {
    if (nesting.length > 0)
      throw new Error(`${trail} needs one of: ${nesting.map(({ name }) => name).join(', ')}`);
    return buildOptions(declared, values, context);
  }
  const next = nesting.find(({ name }) => name === step);
  if (next === undefined)
    throw new Error(`${trail} has no "${step}"; it has: ${nesting.map(({ name }) => name).join(', ')}`);
  const options = nest(next.options ?? [], rest, values, context, `${trail} ${step}`);
  return [{ name: next.name, type: next.type, options }];
}

function isNesting({ type }: CommandOption): boolean {
  return [ApplicationCommandOptionType.Subcommand, ApplicationCommandOptionType.SubcommandGroup].includes(
    type,
  );
}

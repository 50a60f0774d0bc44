import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { refusals } from '../wire/discord-error';
import { SnowflakeSource } from '../wire/snowflake-source';
import { Json } from '../wire/json';

/** An option as it was registered; which fields are there depends on `type`. */
export interface CommandOption extends Json {
  readonly type: ApplicationCommandOptionType;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly options?: readonly CommandOption[];
  readonly channel_types?: readonly number[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
}

/** A command as Discord returns it. */
export interface RegisteredCommand extends Json {
  readonly id: string;
  readonly version: string;
  readonly type: ApplicationCommandType;
  readonly name: string;
  readonly description: string;
  readonly default_member_permissions: string | null;
  readonly contexts: readonly number[] | null;
  readonly nsfw: boolean;
  readonly options?: readonly CommandOption[];
}

/** The commands of one scope: global, or one guild. */
export class CommandStore {
  private commands = new Map<string, RegisteredCommand>();

  constructor(
    private readonly applicationId: string,
    private readonly ids: SnowflakeSource,
    private readonly guildId: string | null,
  ) {}

  list(): RegisteredCommand[] {
    return [...this.commands.values()];
  }

  get(id: string): RegisteredCommand {
    const command = this.commands.get(id);
    if (command === undefined) throw refusals.unknownApplicationCommand();
    return command;
  }

  named(name: string, type: ApplicationCommandType): RegisteredCommand | undefined {
    return this.list().find((command) => command.name === name && command.type === type);
  }

  /** Replaces everything; a command of the same name and type keeps its id. */
  set(bodies: readonly Json[]): void {
    const next = bodies.map((body) => this.build(body, this.named(String(body.name), typeOf(body))));
    this.commands = new Map(next.map((command) => [command.id, command]));
  }

  /** @returns whether it is new; a command of the same name and type is overwritten. */
  upsert(body: Json): { command: RegisteredCommand; created: boolean } {
    const present = this.named(String(body.name), typeOf(body));
    const command = this.build(body, present);
    this.commands.set(command.id, command);
    return { command, created: present === undefined };
  }

  patch(id: string, body: Json): RegisteredCommand {
    const present = this.get(id);
    const command = this.build({ ...present, ...body }, present);
    this.commands.set(id, command);
    return command;
  }

  delete(id: string): void {
    this.get(id);
    this.commands.delete(id);
  }

  private build(body: Json, present?: RegisteredCommand): RegisteredCommand {
    const permissions = body.default_member_permissions;
    const isGlobal = this.guildId === null;
    return {
      id: present?.id ?? this.ids.next(),
      application_id: this.applicationId,
      version: this.ids.next(),
      type: typeOf(body),
      name: String(body.name),
      name_localizations: body.name_localizations ?? null,
      description: typeof body.description === 'string' ? body.description : '',
      description_localizations: body.description_localizations ?? null,
      default_member_permissions:
        typeof permissions === 'string' || typeof permissions === 'number' ? String(permissions) : null,
      contexts: (body.contexts as number[] | null | undefined) ?? null,
      integration_types: body.integration_types ?? [0],
      nsfw: body.nsfw === true,
      ...(isGlobal ? { dm_permission: body.dm_permission !== false } : { guild_id: this.guildId }),
      ...(Array.isArray(body.options) && { options: (body.options as Json[]).map(optionPayload) }),
    };
  }
}

export function typeOf(body: Json): ApplicationCommandType {
  return (body.type ?? ApplicationCommandType.ChatInput) as ApplicationCommandType;
}

function optionPayload(option: Json): CommandOption {
  const { options, ...rest } = option;
  const kept = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== null && value !== undefined),
  );
  return {
    ...(kept as unknown as CommandOption),
    ...(Array.isArray(options) && { options: (options as Json[]).map(optionPayload) }),
  };
}

import type { PageCommand, PageOption, PageUser } from '../../../protocol';
import { store } from '../store';

/** A command that can be sent: a command itself, or one of its subcommands. */
export interface Leaf {
  readonly name: string;
  readonly path: readonly string[];
  readonly label: string;
  readonly description: string;
  readonly options: readonly PageOption[];
}

const ADMINISTRATOR = 8n;

/** What the visitor is offered where they are, as Discord's client decides it. */
export function offeredLeaves(): Leaf[] {
  const { state, user, isDirect } = store;
  if (state === null || user === null) return [];
  return state.commands
    .filter((command) => command.type === 1 && isOffered(command, user, isDirect))
    .flatMap((command) => leavesOf(command, command.name, []))
    .sort((a, b) => a.label.localeCompare(b.label));
}

function isOffered(
  { contexts, default_member_permissions: wanted }: PageCommand,
  user: PageUser,
  isDirect: boolean,
): boolean {
  if (contexts?.includes(isDirect ? 1 : 0) === false) return false;
  if (isDirect || wanted === null) return true;
  const has = BigInt(user.permissions);
  return (has & ADMINISTRATOR) !== 0n || (wanted !== '0' && (has & BigInt(wanted)) === BigInt(wanted));
}

function leavesOf(command: PageCommand | PageOption, name: string, path: readonly string[]): Leaf[] {
  const options = command.options ?? [];
  const nested = options.filter(({ type }) => type <= 2);
  if (nested.length > 0) return nested.flatMap((option) => leavesOf(option, name, [...path, option.name]));
  return [{ name, path, options, label: ['/' + name, ...path].join(' '), description: command.description }];
}

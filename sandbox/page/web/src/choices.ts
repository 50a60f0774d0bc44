import { store } from './store';

/** Something that can be chosen from a list. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** Whose picture stands beside it. */
  readonly userId?: string;
}

const THREADS = [10, 11, 12];

export function userChoices(): Choice[] {
  return (store.state?.users ?? [])
    .filter(({ isMember }) => isMember)
    .map(({ id, name, username }) => ({ value: id, label: name, hint: username, userId: id }));
}

export function roleChoices(): Choice[] {
  return (store.state?.roles ?? []).map(({ id, name }) => ({
    value: id,
    label: name.replace(/^(?!@)/, '@'),
  }));
}

/** @param types the channel types that may be chosen; empty for all. */
export function channelChoices(types: readonly number[] = []): Choice[] {
  return (store.state?.channels ?? [])
    .filter(({ type }) => types.length === 0 || types.includes(type))
    .map(({ id, name, type }) => ({
      value: id,
      label: `${channelSign(type)} ${name}`,
      hint: channelKind(type),
    }));
}

export function channelSign(type: number): string {
  if (type === 2) return '♪';
  if (type === 15) return '≡';
  return THREADS.includes(type) ? '↳' : '#';
}

export function channelKind(type: number): string {
  if (type === 2) return 'voice channel';
  if (type === 15) return 'forum';
  if (type === 4) return 'category';
  return THREADS.includes(type) ? 'thread' : 'text channel';
}

export function matching(choices: readonly Choice[], query: string): Choice[] {
  const wanted = query.trim().toLowerCase();
  return choices.filter(({ label, hint = '' }) => `${label} ${hint}`.toLowerCase().includes(wanted));
}

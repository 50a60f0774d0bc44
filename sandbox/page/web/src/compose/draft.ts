import type { CommandRequest, PageFile, PageOption, PageOptionValue } from '../../../protocol';
import type { Choice } from '../choices';
import { store } from '../store';
import type { Leaf } from './leaves';

/** A command that is being written. */
export interface Draft {
  readonly leaf: Leaf;
  /** What stands in each field. */
  readonly texts: Record<string, string>;
  /** What was chosen from a list for it, or read from a file. */
  readonly chosen: Record<string, string | number | PageFile>;
  /** Optional ones that were opened. */
  readonly opened: Set<string>;
  problem: { readonly option: string; readonly text: string } | null;
}

export const composer = {
  text: '',
  active: 0,
  draft: null as Draft | null,
  /** What is offered for the field that has the focus. */
  suggestions: { option: '', choices: [] as Choice[], active: 0 },
};

export function begin(leaf: Leaf): void {
  store.update(() => {
    composer.text = '';
    composer.active = 0;
    composer.draft = { leaf, texts: {}, chosen: {}, opened: new Set(), problem: null };
    composer.suggestions = { option: '', choices: [], active: 0 };
  });
  queueMicrotask(() => {
    const field = document.querySelector<HTMLElement>('.draft input, .draft .send');
    field?.focus();
  });
}

export function abandon(): void {
  store.update(() => (composer.draft = null));
  queueMicrotask(() => document.getElementById('composer')?.focus());
}

/** @returns what to send, or null when a problem was noted. */
export function requestOf(draft: Draft): CommandRequest | null {
  const options: Record<string, PageOptionValue> = {};
  draft.problem = null;
  for (const option of draft.leaf.options) {
    const value = valueOf(draft, option);
    const problem = problemOf(option, value);
    if (problem !== null) {
      draft.problem = { option: option.name, text: problem };
      return null;
    }
    if (value !== undefined) options[option.name] = value;
  }
  return { ...place(draft.leaf), options };
}

/** For suggestions: with whatever there is so far, the focused field as it was typed. */
export function partialRequestOf(draft: Draft, focused: PageOption): CommandRequest {
  const others = draft.leaf.options.flatMap((option): [string, PageOptionValue][] => {
    const value = valueOf(draft, option);
    return option.name === focused.name || value === undefined || problemOf(option, value) !== null
      ? []
      : [[option.name, value]];
  });
  const typed = draft.texts[focused.name] ?? '';
  return {
    ...place(draft.leaf),
    options: { ...Object.fromEntries(others), [focused.name]: typed },
    focused: focused.name,
  };
}

function place({ name, path }: Leaf) {
  return { userId: store.me, channelId: store.isDirect ? null : store.place, name, path };
}

function valueOf({ texts, chosen }: Draft, { name, type }: PageOption): PageOptionValue | undefined {
  if (chosen[name] !== undefined) return type === 5 ? chosen[name] === 'true' : chosen[name];
  const typed = (texts[name] ?? '').trim();
  if (typed === '') return undefined;
  return type === 4 || type === 10 ? Number(typed.replace(',', '.')) : typed;
}

function problemOf(option: PageOption, value: PageOptionValue | undefined): string | null {
  if (value === undefined) return option.required === true ? 'This option is required' : null;
  const isListed = option.type > 4 && option.type < 10;
  if ((isListed || option.choices !== undefined) && typeof value === 'string' && !isKnown(option, value))
    return 'Choose one from the list';
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || (option.type === 4 && !Number.isInteger(value)))
      return 'This must be a number';
    if (option.min_value !== undefined && value < option.min_value) return `At least ${option.min_value}`;
    if (option.max_value !== undefined && value > option.max_value) return `At most ${option.max_value}`;
  } else if (typeof value === 'string' && option.type === 3) {
    if (option.min_length !== undefined && value.length < option.min_length)
      return `At least ${option.min_length} characters`;
    if (option.max_length !== undefined && value.length > option.max_length)
      return `At most ${option.max_length} characters`;
  }
  return null;
}

function isKnown(option: PageOption, value: string): boolean {
  return option.choices === undefined
    ? /^\d+$/.test(value)
    : option.choices.some((choice) => choice.value === value);
}

import type { PageAnswer, PageOption } from '../../../protocol';
import { post } from '../api';
import { avatar } from '../avatar';
import { type Choice, channelChoices, matching, roleChoices, userChoices } from '../choices';
import { store } from '../store';
import { h, type VNode } from '../view';
import { composer, type Draft, partialRequestOf } from './draft';

const SUGGEST_AFTER_MS = 150;
const ATTACHMENT = 11;

let timer = 0;
let asked = 0;

/** One option of the command that is being written. */
export function optionField(draft: Draft, option: PageOption, send: () => void): VNode {
  const { name } = option;
  const problem = draft.problem?.option === name ? draft.problem.text : null;
  const id = `option-${name}`;
  return h(
    'div',
    { class: `option-field ${problem === null ? '' : 'is-wrong'}`, key: name },
    h(
      'label',
      { for: id },
      name,
      option.required !== true && h('span', { class: 'visually-hidden' }, ' (optional)'),
    ),
    option.type === ATTACHMENT ? fileInput(draft, option, id) : textInput(draft, option, id, send),
    problem !== null && h('p', { class: 'problem', role: 'alert', id: `${id}-problem` }, problem),
    composer.suggestions.option === name && suggestionList(draft, option, id),
  );
}

function textInput(draft: Draft, option: PageOption, id: string, send: () => void): VNode {
  const { name } = option;
  const { suggestions } = composer;
  const isOpen = suggestions.option === name && suggestions.choices.length > 0;
  return h('input', {
    id,
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: option.description,
    title: option.description,
    'aria-expanded': isOpen ? 'true' : 'false',
    'aria-controls': `${id}-list`,
    'aria-autocomplete': 'list',
    'aria-required': option.required === true ? 'true' : undefined,
    'aria-invalid': draft.problem?.option === name ? 'true' : undefined,
    'aria-describedby': draft.problem?.option === name ? `${id}-problem` : undefined,
    'aria-activedescendant': isOpen ? `${id}-${suggestions.active}` : undefined,
    value: draft.texts[name] ?? '',
    onfocus: () => {
      suggest(draft, option);
    },
    oninput: (event: InputEvent) => {
      draft.texts[name] = (event.target as HTMLInputElement).value;
      Reflect.deleteProperty(draft.chosen, name);
      suggest(draft, option);
    },
    onkeydown: (event: KeyboardEvent) => {
      onKey(event, draft, option, send);
    },
    onblur: () => {
      if (suggestions.option === name)
        store.update(() => (composer.suggestions = { option: '', choices: [], active: 0 }));
    },
  });
}

function fileInput(draft: Draft, { name }: PageOption, id: string): VNode {
  return h('input', {
    id,
    type: 'file',
    onchange: (event: Event) => {
      const [file] = (event.target as HTMLInputElement).files ?? [];
      if (file === undefined) return;
      void file.arrayBuffer().then((buffer) => {
        const base64 = btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(''));
        draft.chosen[name] = { filename: file.name, contentType: file.type, base64 };
        store.update();
      });
    },
  });
}

function suggestionList(draft: Draft, option: PageOption, id: string): VNode {
  const { choices, active } = composer.suggestions;
  return h(
    'ul',
    { class: 'suggestions', role: 'listbox', id: `${id}-list`, 'aria-label': option.name },
    choices.map((choice, index) =>
      h(
        'li',
        {
          role: 'option',
          id: `${id}-${index}`,
          class: `option ${index === active ? 'is-active' : ''}`,
          'aria-selected': index === active ? 'true' : 'false',
          onmousedown: (event: MouseEvent) => {
            event.preventDefault();
            take(draft, option, choice);
          },
        },
        choice.userId !== undefined && avatar(choice.userId, 'small'),
        h(
          'span',
          { class: 'option-text' },
          h('span', {}, choice.label),
          choice.hint !== undefined && h('span', { class: 'hint' }, choice.hint),
        ),
      ),
    ),
  );
}

function onKey(event: KeyboardEvent, draft: Draft, option: PageOption, send: () => void): void {
  const { suggestions } = composer;
  const isOpen = suggestions.option === option.name && suggestions.choices.length > 0;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined && isOpen) {
    const count = suggestions.choices.length;
    store.update(() => (suggestions.active = (suggestions.active + step + count) % count));
    queueMicrotask(() =>
      document.querySelector('.suggestions .is-active')?.scrollIntoView({ block: 'nearest' }),
    );
  } else if (event.key === 'Enter') {
    const active = suggestions.choices[suggestions.active];
    if (isOpen && active && draft.chosen[option.name] === undefined) take(draft, option, active);
    else send();
  } else return;
  event.preventDefault();
}

function take(draft: Draft, option: PageOption, { value, label }: Choice): void {
  const { name, type, choices } = option;
  draft.texts[name] = label;
  draft.chosen[name] =
    type === 4 || type === 10
      ? Number(value)
      : (choices?.find((each) => String(each.value) === value)?.value ?? value);
  store.update(() => (composer.suggestions = { option: '', choices: [], active: 0 }));
  const fields = [...document.querySelectorAll<HTMLInputElement>('.draft input')];
  fields
    .slice(fields.findIndex(({ id }) => id === `option-${name}`) + 1)
    .find(({ value: text }) => text === '')
    ?.focus();
}

/** Shows what fits what was typed: from the option itself, from the guild, or as the bot suggests it. */
function suggest(draft: Draft, option: PageOption): void {
  const typed = draft.texts[option.name] ?? '';
  const isChosen = draft.chosen[option.name] !== undefined;
  clearTimeout(timer);
  if (option.autocomplete === true && !isChosen) {
    timer = window.setTimeout(() => void suggestFromBot(draft, option), SUGGEST_AFTER_MS);
    return;
  }
  const choices = isChosen ? [] : matching(ownChoices(option), typed);
  store.update(() => (composer.suggestions = { option: option.name, choices, active: 0 }));
}

async function suggestFromBot(draft: Draft, option: PageOption): Promise<void> {
  const ask = (asked += 1);
  const answer = await post<PageAnswer>('/api/autocomplete', partialRequestOf(draft, option)).catch(
    () => null,
  );
  const isStale =
    ask !== asked || composer.draft !== draft || document.activeElement?.id !== `option-${option.name}`;
  if (isStale) return;
  const choices = (answer?.choices ?? []).map(({ name, value }) => ({ value: String(value), label: name }));
  store.update(() => (composer.suggestions = { option: option.name, choices, active: 0 }));
}

function ownChoices(option: PageOption): Choice[] {
  switch (option.type) {
    case 5:
      return ['true', 'false'].map((value) => ({ value, label: value === 'true' ? 'True' : 'False' }));
    case 6:
      return userChoices();
    case 7:
      return channelChoices(option.channel_types);
    case 8:
      return roleChoices();
    case 9:
      return [...userChoices(), ...roleChoices()];
    default:
      return (option.choices ?? []).map(({ name, value }) => ({ value: String(value), label: name }));
  }
}

import { avatar } from './avatar';
import { type Choice, matching } from './choices';
import { store } from './store';
import { h, type VNode } from './view';

interface SelectMenu {
  /** Unique on the page. */
  readonly id: string;
  /** For screen readers. */
  readonly label: string;
  readonly placeholder: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly disabled?: boolean;
  /** A long list gets a field to search in. */
  readonly searchable?: boolean;
  /** Opens above the button. */
  readonly up?: boolean;
  readonly onChoose: (values: string[]) => void;
}

/** The one list that is open. */
const open = { id: '', query: '', active: 0, values: [] as string[] };

/** A select menu as Discord's client has it: by mouse, by keys, and with a name and a state for screen readers. */
export function selectMenu(menu: SelectMenu): VNode {
  const isOpen = open.id === menu.id;
  const chosen = menu.choices.filter(({ value }) => menu.chosen.includes(value));
  const shown = chosen.length === 0 ? menu.placeholder : chosen.map(({ label }) => label).join(', ');
  return h(
    'div',
    { class: 'select', key: menu.id },
    h(
      'button',
      {
        type: 'button',
        class: `select-button ${chosen.length === 0 ? 'is-empty' : ''}`,
        id: `${menu.id}-button`,
        disabled: menu.disabled === true,
        'aria-haspopup': 'listbox',
        'aria-expanded': isOpen ? 'true' : 'false',
        'aria-label': `${menu.label}: ${shown}`,
        onclick: () => {
          if (isOpen) close(menu);
          else openMenu(menu);
        },
        onkeydown: (event: KeyboardEvent) => {
          if (event.key === 'ArrowDown' && !isOpen) {
            event.preventDefault();
            openMenu(menu);
          }
        },
      },
      chosen[0]?.userId !== undefined && avatar(chosen[0].userId, 'small'),
      h('span', { class: 'select-text' }, shown),
      h('span', { class: 'select-arrow', 'aria-hidden': 'true' }, '▾'),
    ),
    isOpen && list(menu),
  );
}

function list(menu: SelectMenu): VNode {
  const offered = menu.searchable === true ? matching(menu.choices, open.query) : menu.choices;
  const isMultiple = (menu.max ?? 1) > 1;
  const activeId = `${menu.id}-${offered[open.active]?.value ?? 'none'}`;
  const onkeydown = (event: KeyboardEvent): void => {
    onKey(event, menu, offered);
  };
  const listbox = {
    role: 'listbox',
    'aria-label': menu.label,
    'aria-multiselectable': isMultiple ? 'true' : undefined,
    id: `${menu.id}-list`,
  };
  return h(
    'div',
    {
      class: `select-list ${menu.up === true ? 'is-up' : ''}`,
      onmount: (element: HTMLElement) => {
        element.scrollIntoView({ block: 'nearest' });
      },
      onfocusout: (event: FocusEvent) => {
        const into = event.relatedTarget as Node | null;
        const root = (event.currentTarget as Element).parentElement;
        if (open.id === menu.id && !(root?.contains(into) ?? false)) close(menu, false);
      },
    },
    menu.searchable === true &&
      h('input', {
        class: 'field',
        type: 'text',
        role: 'combobox',
        placeholder: 'Search',
        autocomplete: 'off',
        'aria-label': `Search: ${menu.label}`,
        'aria-expanded': 'true',
        'aria-controls': `${menu.id}-list`,
        'aria-activedescendant': activeId,
        value: open.query,
        onmount: focus,
        onkeydown,
        oninput: (event: InputEvent) => {
          store.update(() => {
            open.query = (event.target as HTMLInputElement).value;
            open.active = 0;
          });
        },
      }),
    h(
      'ul',
      menu.searchable === true
        ? listbox
        : { ...listbox, tabindex: 0, 'aria-activedescendant': activeId, onmount: focus, onkeydown },
      offered.map((choice, index) => option(menu, choice, index, isMultiple)),
    ),
    offered.length === 0 && h('p', { class: 'hint' }, 'Nothing is called that'),
    isMultiple &&
      h(
        'div',
        { class: 'select-foot' },
        h(
          'button',
          {
            type: 'button',
            class: 'button is-primary is-small',
            onclick: () => {
              finish(menu);
            },
          },
          'Done',
        ),
      ),
  );
}

function option(menu: SelectMenu, choice: Choice, index: number, isMultiple: boolean): VNode {
  const isChosen = open.values.includes(choice.value);
  return h(
    'li',
    {
      key: choice.value,
      role: 'option',
      id: `${menu.id}-${choice.value}`,
      'aria-selected': isChosen ? 'true' : 'false',
      class: `option ${index === open.active ? 'is-active' : ''}`,
      // The list keeps the focus.
      onmousedown: (event: MouseEvent) => {
        event.preventDefault();
      },
      onclick: () => {
        choose(menu, choice.value);
      },
    },
    choice.userId !== undefined && avatar(choice.userId, 'small'),
    h(
      'span',
      { class: 'option-text' },
      h('span', {}, choice.label),
      choice.hint !== undefined && h('span', { class: 'hint' }, choice.hint),
    ),
    (isMultiple || isChosen) && h('span', { 'aria-hidden': 'true' }, isChosen ? '✓' : '○'),
  );
}

function onKey(event: KeyboardEvent, menu: SelectMenu, offered: readonly Choice[]): void {
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const isSpace = event.key === ' ' && menu.searchable !== true;
  if (move !== undefined) {
    store.update(() => (open.active = (open.active + move + offered.length) % Math.max(1, offered.length)));
    queueMicrotask(() => document.querySelector('.option.is-active')?.scrollIntoView({ block: 'nearest' }));
  } else if (event.key === 'Enter' || isSpace) {
    const active = offered[open.active];
    if (active) choose(menu, active.value);
  } else if (event.key === 'Escape') close(menu);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function openMenu(menu: SelectMenu): void {
  store.update(() => {
    const at = menu.choices.findIndex(({ value }) => menu.chosen.includes(value));
    Object.assign(open, { id: menu.id, query: '', active: Math.max(0, at), values: [...menu.chosen] });
  });
}

function choose(menu: SelectMenu, value: string): void {
  const { min = 1, max = 1 } = menu;
  if (max > 1) {
    store.update(() => {
      if (open.values.includes(value)) open.values = open.values.filter((other) => other !== value);
      else if (open.values.length < max) open.values = [...open.values, value];
    });
    return;
  }
  open.values = open.values.includes(value) && min === 0 ? [] : [value];
  finish(menu);
}

function finish(menu: SelectMenu): void {
  if (open.values.length < (menu.min ?? 1)) {
    store.say(`Choose at least ${menu.min ?? 1}`, true);
    return;
  }
  const { values } = open;
  close(menu);
  menu.onChoose(values);
}

function close(menu: SelectMenu, returnsFocus = true): void {
  store.update(() => (open.id = ''));
  if (returnsFocus) document.getElementById(`${menu.id}-button`)?.focus();
}

export function focus(element: HTMLElement): void {
  element.focus();
}

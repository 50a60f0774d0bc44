import { deed, interact } from '../api';
import { store } from '../store';
import { h, type VNode } from '../view';
import { abandon, begin, composer, type Draft, requestOf } from './draft';
import { type Leaf, offeredLeaves } from './leaves';
import { optionField } from './option-field';

/** Where commands are written. */
export function composerView(): VNode {
  const { draft } = composer;
  return h('div', { class: 'composer' }, draft === null ? commandInput() : draftView(draft));
}

function commandInput(): VNode {
  const isPicking = composer.text.startsWith('/');
  const offered = isPicking ? offeredLeaves().filter(({ label }) => fits(label, composer.text)) : [];
  const where = store.isDirect ? 'pwr-bot' : (store.channel?.name ?? '');
  return h(
    'div',
    { class: 'composer-line' },
    isPicking && picker(offered),
    h('input', {
      id: 'composer',
      type: 'text',
      role: 'combobox',
      autocomplete: 'off',
      'aria-label': `Command in ${where}: type a slash, or a message`,
      'aria-expanded': isPicking ? 'true' : 'false',
      'aria-controls': 'commands',
      'aria-activedescendant': isPicking && offered.length > 0 ? `command-${composer.active}` : undefined,
      placeholder: 'Type / for the commands of the bot, or say something',
      value: composer.text,
      oninput: (event: InputEvent) => {
        const { value } = event.target as HTMLInputElement;
        store.update(() => {
          composer.text = value;
          composer.active = 0;
        });
      },
      onkeydown: (event: KeyboardEvent) => {
        onKey(event, offered);
      },
    }),
  );
}

function picker(offered: readonly Leaf[]): VNode {
  return h(
    'ul',
    { class: 'suggestions', role: 'listbox', id: 'commands', 'aria-label': 'Commands' },
    offered.map((leaf, index) =>
      h(
        'li',
        {
          key: leaf.label,
          role: 'option',
          id: `command-${index}`,
          class: `option ${index === composer.active ? 'is-active' : ''}`,
          'aria-selected': index === composer.active ? 'true' : 'false',
          onmousedown: (event: MouseEvent) => {
            event.preventDefault();
            begin(leaf);
          },
        },
        h(
          'span',
          { class: 'option-text' },
          h('span', {}, leaf.label),
          h('span', { class: 'hint' }, leaf.description),
        ),
      ),
    ),
    offered.length === 0 &&
      h(
        'li',
        { class: 'option hint' },
        store.state?.commands.length === 0
          ? 'The bot has not told its commands yet'
          : 'No such command for you here',
      ),
  );
}

function onKey(event: KeyboardEvent, offered: readonly Leaf[]): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const active = offered[composer.active];
  if (step !== undefined && offered.length > 0) {
    store.update(() => (composer.active = (composer.active + step + offered.length) % offered.length));
    queueMicrotask(() =>
      document.querySelector('.suggestions .is-active')?.scrollIntoView({ block: 'nearest' }),
    );
  } else if ((event.key === 'Enter' || event.key === 'Tab') && active) begin(active);
  else if (event.key === 'Enter' && composer.text !== '' && !composer.text.startsWith('/')) speak();
  else if (event.key === 'Escape') store.update(() => (composer.text = ''));
  else return;
  event.preventDefault();
}

/** As a person; the bot does not hear what people say. */
function speak(): void {
  const place = store.isDirect ? {} : { channelId: store.place };
  void deed('say', { userId: store.me, content: composer.text, ...place });
  store.update(() => (composer.text = ''));
}

function draftView(draft: Draft): VNode {
  const { leaf, opened } = draft;
  const shown = leaf.options.filter(({ required, name }) => required === true || opened.has(name));
  const more = leaf.options.filter((option) => !shown.includes(option));
  const send = (): void => {
    void sendDraft(draft);
  };
  return h(
    'form',
    {
      class: 'draft',
      'aria-label': leaf.label,
      onsubmit: (event: SubmitEvent) => {
        event.preventDefault();
        send();
      },
      onkeydown: (event: KeyboardEvent) => {
        if (event.key === 'Escape') abandon();
      },
    },
    h('span', { class: 'draft-name' }, leaf.label),
    shown.map((option) => optionField(draft, option, send)),
    more.map(({ name, description }) =>
      h(
        'button',
        {
          type: 'button',
          key: `more ${name}`,
          class: 'chip',
          title: description,
          onclick: () => {
            store.update(() => opened.add(name));
            queueMicrotask(() => document.getElementById(`option-${name}`)?.focus());
          },
        },
        `+ ${name}`,
      ),
    ),
    h('span', { class: 'draft-end' }),
    h('button', { type: 'button', class: 'button is-small', onclick: abandon }, 'Cancel'),
    h('button', { type: 'submit', class: 'button is-primary is-small send' }, 'Send'),
  );
}

async function sendDraft(draft: Draft): Promise<void> {
  const request = requestOf(draft);
  if (request === null) {
    const name = draft.problem?.option ?? '';
    store.update(() => draft.opened.add(name));
    queueMicrotask(() => document.getElementById(`option-${name}`)?.focus());
    return;
  }
  abandon();
  await interact('/api/command', request);
}

function fits(label: string, typed: string): boolean {
  return typed
    .slice(1)
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.includes(word));
}

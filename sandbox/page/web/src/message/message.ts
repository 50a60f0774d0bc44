import type { PageMessage } from '../../../protocol';
import { avatar } from '../avatar';
import { hasCommandsFor, openMenuAt } from '../context-menu';
import { icon } from '../icon';
import { markdown } from '../markdown';
import { store } from '../store';
import { clockText } from '../time';
import { type Child, h, type VNode } from '../view';
import { componentView, text } from './components';
import { mediaUrl } from './media';

const LOADING = 1 << 7;

export function messageView(message: PageMessage): VNode {
  const author = store.userOf(message.authorId);
  const name = author?.name ?? 'somebody';
  const isForMe = message.visibleTo !== null;
  const isLoading = (message.flags & LOADING) !== 0;
  return h(
    'li',
    {
      key: message.id,
      class: `message ${isForMe ? 'is-ephemeral' : ''}`,
      'data-message': message.id,
      oncontextmenu: (event: MouseEvent) => {
        openMenuAt(event, 3, message.id, `the message of ${name}`);
      },
    },
    usedBy(message),
    avatar(message.authorId, 'large'),
    h(
      'div',
      { class: 'message-body' },
      h(
        'div',
        { class: 'message-head' },
        h('span', { class: 'author' }, name),
        author?.bot === true && h('span', { class: 'app-tag' }, 'APP'),
        h('time', { datetime: new Date(message.at).toISOString() }, clockText(message.at)),
        !isForMe &&
          hasCommandsFor(3) &&
          h(
            'button',
            {
              type: 'button',
              class: 'link message-apps',
              'aria-label': `Apps for the message of ${name}`,
              onclick: (event: MouseEvent) => {
                openMenuAt(event, 3, message.id, `the message of ${name}`);
              },
            },
            'Apps',
          ),
      ),
      isLoading ? thinking(name) : content(message),
      isForMe && ephemeralFoot(message),
    ),
  );
}

function usedBy({ usedBy: use }: PageMessage): Child {
  if (use === null) return null;
  return h(
    'p',
    { class: 'used-by' },
    avatar(use.userId, 'tiny'),
    h('strong', {}, store.userOf(use.userId)?.name ?? 'somebody'),
    ' used ',
    h('span', { class: 'command-name' }, use.command),
  );
}

function thinking(name: string): VNode {
  return h(
    'p',
    { class: 'thinking', role: 'status' },
    h('span', { class: 'dots', 'aria-hidden': 'true' }, '•••'),
    `${name} is thinking…`,
  );
}

function content(message: PageMessage): Child[] {
  const used = new Set(JSON.stringify(message.components).match(/https?:[^"]+/g) ?? []);
  return [
    message.content !== '' && h('div', { class: 'markdown' }, markdown(message.content)),
    message.isEdited && h('span', { class: 'hint' }, '(edited)'),
    message.embeds.map(embed),
    message.components.map((component) => componentView(component, message)),
    // What a component shows is not shown once more below.
    message.attachments
      .filter(({ url }) => !used.has(url))
      .map(({ url, filename, contentType, description }) =>
        contentType?.startsWith('image/') === true
          ? h('img', { class: 'gallery-item', src: url, alt: description ?? filename })
          : h('a', { class: 'file', href: url, target: '_blank', rel: 'noreferrer' }, `📄 ${filename}`),
      ),
  ];
}

function embed(given: Readonly<Record<string, unknown>>): VNode {
  const image = (given.image as { url?: string } | undefined)?.url;
  return h(
    'div',
    { class: 'container' },
    text(given.title) !== '' && h('p', { class: 'md-h3' }, text(given.title)),
    text(given.description) !== '' && h('div', { class: 'markdown' }, markdown(text(given.description))),
    ((given.fields ?? []) as { name: string; value: string }[]).map((field) =>
      h('div', { class: 'markdown' }, h('strong', {}, field.name), markdown(field.value)),
    ),
    image !== undefined && h('img', { class: 'gallery-item', src: mediaUrl(image), alt: '' }),
  );
}

function ephemeralFoot({ id }: PageMessage): VNode {
  return h(
    'p',
    { class: 'hint' },
    icon('eye'),
    ' Only you can see this · ',
    h(
      'button',
      {
        type: 'button',
        class: 'link',
        onclick: () => {
          store.update(() => store.dismissed.add(id));
        },
      },
      'Dismiss message',
    ),
  );
}

import type { PageComponent, PageMessage } from '../../../protocol';
import { interact } from '../api';
import { type Choice, channelChoices, roleChoices, userChoices } from '../choices';
import { markdown } from '../markdown';
import { selectMenu } from '../select-menu';
import { store } from '../store';
import { type Child, h, type VNode } from '../view';
import { emojiOf, linkProps, mediaUrl } from './media';

const BUTTON_STYLES = ['', 'is-primary', 'is-secondary', 'is-success', 'is-danger', 'is-link'];

/** A component of a message: https://discord.com/developers/docs/components/reference */
export function componentView(component: PageComponent, message: PageMessage): Child {
  const children = childrenOf(component).map((child) => componentView(child, message));
  switch (component.type) {
    case 1:
      return h('div', { class: 'action-row' }, children);
    case 2:
      return button(component, message);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return select(component, message);
    case 9:
      return h(
        'div',
        { class: 'section' },
        h('div', { class: 'section-text' }, children),
        h('div', { class: 'accessory' }, componentView(component.accessory as PageComponent, message)),
      );
    case 10:
      return h('div', { class: 'markdown' }, markdown(text(component.content)));
    case 11:
      return picture(component, 'thumbnail');
    case 12:
      return gallery(component);
    case 13:
      return file(component);
    case 14:
      return h('div', {
        class: `separator ${component.divider === true ? 'has-line' : ''} ${component.spacing === 2 ? 'is-wide' : ''}`,
      });
    case 17:
      return container(component, children);
    default:
      return null;
  }
}

function container({ accent_color }: PageComponent, children: readonly Child[]): VNode {
  const colour = typeof accent_color === 'number' ? `#${accent_color.toString(16).padStart(6, '0')}` : null;
  const onmount = (element: HTMLElement): void => {
    if (colour !== null) element.style.setProperty('--accent', colour);
  };
  // The key makes a new element for a new colour, which is set when it is mounted.
  return h('div', { class: 'container', key: `container ${colour ?? ''}`, onmount }, children);
}

function button(component: PageComponent, message: PageMessage): VNode {
  const emoji = emojiOf(component.emoji);
  const label = [emoji !== '' && h('span', { class: 'emoji' }, emoji), text(component.label)];
  if (component.style === 5)
    return h(
      'a',
      { class: 'button is-link', ...linkProps(text(component.url)) },
      label,
      h('span', { 'aria-label': 'opens elsewhere', role: 'img' }, '↗'),
    );
  return h(
    'button',
    {
      type: 'button',
      class: `button ${BUTTON_STYLES[Number(component.style)] ?? ''}`,
      disabled: component.disabled === true,
      'aria-label': text(component.label) === '' ? emoji : undefined,
      onclick: () => {
        void interact('/api/press', {
          userId: store.me,
          messageId: message.id,
          customId: text(component.custom_id),
        });
      },
    },
    label,
  );
}

function select(component: PageComponent, message: PageMessage): VNode {
  const customId = text(component.custom_id);
  const choices = selectChoices(component);
  return selectMenu({
    id: `s${message.id}-${Number(component.id)}`,
    label: text(component.placeholder) || 'Make a selection',
    placeholder: text(component.placeholder) || 'Make a selection',
    choices,
    chosen: presetOf(component),
    min: Number(component.min_values ?? 1),
    max: Number(component.max_values ?? 1),
    disabled: component.disabled === true,
    searchable: component.type !== 3 || choices.length > 12,
    onChoose: (values) => {
      void interact('/api/press', { userId: store.me, messageId: message.id, customId, values });
    },
  });
}

/** What a select of a message or a form offers. */
export function selectChoices(component: PageComponent): Choice[] {
  switch (component.type) {
    case 5:
      return userChoices();
    case 6:
      return roleChoices();
    case 7:
      return [...userChoices(), ...roleChoices()];
    case 8:
      return channelChoices((component.channel_types ?? []) as number[]);
    default:
      return (
        (component.options ?? []) as { label: string; value: string; description?: string; emoji?: unknown }[]
      ).map(({ label, value, description, emoji }) => ({
        value,
        label: `${emojiOf(emoji)} ${label}`.trim(),
        ...(description !== undefined && { hint: description }),
      }));
  }
}

/** What is chosen before anybody chose. */
export function presetOf(component: PageComponent): string[] {
  const options = (component.options ?? []) as { value: string; default?: boolean }[];
  const defaults = (component.default_values ?? []) as { id: string }[];
  return [
    ...options.filter((option) => option.default === true).map(({ value }) => value),
    ...defaults.map(({ id }) => id),
  ];
}

function gallery({ items }: PageComponent): VNode {
  const pictures = (items ?? []) as PageComponent[];
  return h(
    'div',
    { class: `gallery ${pictures.length > 1 ? 'is-many' : ''}` },
    pictures.map((item) => picture(item, 'gallery-item')),
  );
}

function picture(item: PageComponent, className: string): VNode {
  const { url } = item.media as { url: string };
  const description = text(item.description);
  return h('img', {
    class: className,
    src: mediaUrl(url),
    alt: description,
    role: description === '' ? 'presentation' : undefined,
  });
}

function file(component: PageComponent): VNode {
  const { url } = component.file as { url: string };
  return h(
    'a',
    { class: 'file', href: url, target: '_blank', rel: 'noreferrer' },
    `📄 ${text(component.name)}`,
    h('span', { class: 'hint' }, `${Number(component.size)} bytes`),
  );
}

function childrenOf(component: PageComponent): readonly PageComponent[] {
  return (component.components ?? []) as PageComponent[];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

import { type Child, h, type VNode } from '../view';

/** A group of a panel with its heading. */
export function group(title: string, ...children: Child[]): VNode {
  return h('section', { class: 'group' }, h('h3', {}, title), children);
}

export function action(
  label: string,
  act: () => unknown,
  { kind = '', about = '', disabled = false } = {},
): VNode {
  return h(
    'button',
    {
      type: 'button',
      class: `button is-small ${kind}`,
      disabled,
      'aria-label': about === '' ? undefined : `${label}: ${about}`,
      onclick: () => {
        void act();
      },
    },
    label,
  );
}

/** A button that is on or off. */
export function toggle(label: string, isOn: boolean, act: (on: boolean) => unknown, about = ''): VNode {
  return h(
    'button',
    {
      type: 'button',
      class: `button is-small toggle ${isOn ? 'is-on' : ''}`,
      'aria-pressed': isOn ? 'true' : 'false',
      'aria-label': about === '' ? undefined : `${label}: ${about}`,
      onclick: () => {
        void act(!isOn);
      },
    },
    label,
  );
}

/** A line to write into. */
export function textField(label: string, value: string, write: (value: string) => void): VNode {
  return h('input', {
    class: 'field',
    type: 'text',
    'aria-label': label,
    value,
    oninput: (event: InputEvent) => {
      write((event.target as HTMLInputElement).value);
    },
  });
}

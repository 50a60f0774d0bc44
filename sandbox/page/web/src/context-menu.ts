import type { PageCommand } from '../../protocol';
import { interact } from './api';
import { focus } from './select-menu';
import { store } from './store';
import { type Child, h } from './view';

interface Menu {
  readonly x: number;
  readonly y: number;
  readonly commands: readonly PageCommand[];
  readonly targetId: string;
  readonly about: string;
  readonly opener: Element | null;
}

let menu: Menu | null = null;

/** The commands of a message (3) or a member (2), where they were asked for. */
export function openMenuAt(event: MouseEvent, type: 2 | 3, targetId: string, about: string): void {
  const commands = (store.state?.commands ?? []).filter((command) => command.type === type);
  if (commands.length === 0) return;
  event.preventDefault();
  const [x, y] = [
    Math.min(event.clientX, innerWidth - 260),
    Math.min(event.clientY, innerHeight - 40 * commands.length - 20),
  ];
  store.update(() => (menu = { x, y, commands, targetId, about, opener: document.activeElement }));
}

export function hasCommandsFor(type: 2 | 3): boolean {
  return (store.state?.commands ?? []).some((command) => command.type === type);
}

export function contextMenu(): Child {
  if (menu === null) return null;
  const { x, y, commands, targetId, about } = menu;
  return h(
    'ul',
    {
      class: 'context-menu',
      role: 'menu',
      'aria-label': `Apps for ${about}`,
      onmount: (element: HTMLElement) => {
        element.style.left = `${x}px`;
        element.style.top = `${y}px`;
        const first = element.querySelector('button');
        if (first) focus(first);
      },
      onkeydown: (event: KeyboardEvent) => {
        if (event.key === 'Escape') close();
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        const items = [...(event.currentTarget as Element).querySelectorAll('button')];
        const at = items.indexOf(document.activeElement as HTMLButtonElement);
        items[(at + step + items.length) % items.length]?.focus();
      },
      onfocusout: (event: FocusEvent) => {
        if (!(event.currentTarget as Element).contains(event.relatedTarget as Node | null)) close();
      },
    },
    commands.map(({ name }) =>
      h(
        'li',
        { role: 'none' },
        h(
          'button',
          {
            type: 'button',
            role: 'menuitem',
            onclick: () => {
              close();
              const channelId = store.isDirect ? null : store.place;
              void interact('/api/command', {
                userId: store.me,
                channelId,
                name,
                path: [],
                options: {},
                targetId,
              });
            },
          },
          name,
        ),
      ),
    ),
  );
}

function close(): void {
  const opener = menu?.opener;
  store.update(() => (menu = null));
  if (opener instanceof HTMLElement) opener.focus();
}

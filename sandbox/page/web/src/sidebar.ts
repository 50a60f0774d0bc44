import type { PageChannel, PageUser } from '../../protocol';
import { avatar } from './avatar';
import { channelSign } from './choices';
import { icon } from './icon';
import { selectMenu } from './select-menu';
import { store } from './store';
import { type Child, h, type VNode } from './view';

const VOICE = 2;
const FORUM = 15;
const THREAD = 11;

/** Where one can go, who is in voice, and who one is. */
export function sidebar(): VNode {
  const channels = store.state?.channels ?? [];
  const top = channels.filter(({ type }) => type !== THREAD && type !== VOICE && type !== 4);
  return h(
    'div',
    { class: 'sidebar' },
    h('h1', { class: 'guild-name' }, store.state?.guild.name ?? 'pwr-bot sandbox'),
    h(
      'nav',
      { class: 'channels', 'aria-label': 'Channels' },
      h('h2', {}, 'Direct messages'),
      h(
        'ul',
        {},
        entry('@ pwr-bot', store.user?.directChannelId ?? '', store.isDirect, () => {
          store.goTo(null);
        }),
      ),
      h('h2', {}, 'Text channels'),
      h(
        'ul',
        {},
        top.map((channel) => [place(channel), threadsOf(channel)]),
      ),
      h('h2', {}, 'Voice channels'),
      h('ul', {}, channels.filter(({ type }) => type === VOICE).map(room)),
    ),
    persona(),
  );
}

function place({ id, name, type }: PageChannel): VNode {
  if (type === FORUM) return h('li', { key: id, class: 'channel is-forum' }, `${channelSign(type)} ${name}`);
  return entry(
    `${channelSign(type)} ${name}`,
    id,
    store.place === id,
    () => {
      store.goTo(id);
    },
    type === THREAD,
  );
}

function threadsOf({ id }: PageChannel): VNode[] {
  return (store.state?.channels ?? [])
    .filter(({ type, parentId }) => type === THREAD && parentId === id)
    .map(place);
}

function entry(label: string, channelId: string, isOpen: boolean, go: () => void, isThread = false): VNode {
  const isNew = !isOpen && store.unread.has(channelId);
  return h(
    'li',
    { key: label + channelId },
    h(
      'button',
      {
        type: 'button',
        class: `channel ${isThread ? 'is-thread' : ''} ${isOpen ? 'is-open' : ''} ${isNew ? 'is-new' : ''}`,
        'aria-current': isOpen ? 'page' : undefined,
        onclick: go,
      },
      label,
      isNew && h('span', { class: 'visually-hidden' }, ', new messages'),
    ),
  );
}

function room({ id, name }: PageChannel): VNode {
  const inside = (store.state?.users ?? []).filter(({ voice }) => voice?.channelId === id);
  return h(
    'li',
    { key: id, class: 'room' },
    h('span', { class: 'channel is-room' }, icon('voice'), ` ${name}`),
    inside.length > 0 &&
      h(
        'ul',
        {},
        inside.map(({ id: userId, name: who, voice }) =>
          h(
            'li',
            { key: userId, class: 'in-voice' },
            avatar(userId, 'tiny'),
            h('span', {}, who),
            signs(voice),
          ),
        ),
      ),
  );
}

function signs(voice: PageUser['voice']): Child {
  if (voice === null) return null;
  return h(
    'span',
    { class: 'voice-signs' },
    voice.selfDeaf || voice.deaf
      ? icon('deafened', 'deafened')
      : (voice.selfMute || voice.mute) && icon('muted', 'muted'),
    voice.selfStream && icon('streaming', 'streaming'),
  );
}

/** The visitor's choice of whom to be. */
function persona(): Child {
  const people = (store.state?.users ?? []).filter(({ bot, isMember }) => !bot && isMember);
  return h(
    'div',
    { class: 'persona' },
    h('span', { class: 'hint' }, 'You are'),
    selectMenu({
      id: 'persona',
      label: 'You are',
      placeholder: 'somebody',
      choices: people.map(({ id, name, about }) => ({
        value: id,
        label: name,
        hint: about,
        userId: id,
      })),
      chosen: [store.me],
      up: true,
      onChoose: ([id = '']) => {
        store.update(() => (store.me = id));
      },
    }),
  );
}

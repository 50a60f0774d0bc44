import type { PageChannel, PageUser } from '../../../protocol';
import { deed } from '../api';
import { avatar } from '../avatar';
import { hasCommandsFor, openMenuAt } from '../context-menu';
import { selectMenu } from '../select-menu';
import { store } from '../store';
import { type Child, h, type VNode } from '../view';
import { action, group, textField, toggle } from './fields';

const VOICE = 2;
const OUT = 'out';

let newName = 'Ari';

/** Who is where in voice, and who comes and goes. */
export function peoplePanel(): Child {
  const { state } = store;
  if (state === null) return null;
  const rooms = state.channels.filter(({ type }) => type === VOICE);
  const people = state.users.filter(({ id }) => id !== state.bot.userId);
  return [
    group(
      'Somebody new',
      h(
        'div',
        { class: 'actions' },
        textField('Name', newName, (value) => {
          newName = value;
        }),
        action('Joins the server', () => deed('member-new', { name: newName }, `${newName} has joined`), {
          kind: 'is-primary',
        }),
      ),
    ),
    group(
      'Members and voice',
      h(
        'ul',
        { class: 'people' },
        people.map((user) => person(user, rooms)),
      ),
    ),
  ];
}

function person(user: PageUser, rooms: readonly PageChannel[]): VNode {
  const { id, name, bot, voice, isMember } = user;
  const change = (what: string) => (on: boolean) => deed('voice-change', { userId: id, [what]: on });
  return h(
    'li',
    {
      key: id,
      class: `person ${isMember ? '' : 'is-gone'}`,
      oncontextmenu: (event: MouseEvent) => {
        openMenuAt(event, 2, id, name);
      },
    },
    h(
      'div',
      { class: 'person-head' },
      avatar(id, 'small'),
      h('span', { class: 'person-name' }, name),
      bot && h('span', { class: 'app-tag' }, 'APP'),
      hasCommandsFor(2) &&
        h(
          'button',
          {
            type: 'button',
            class: 'link',
            'aria-label': `Apps for ${name}`,
            onclick: (event: MouseEvent) => {
              openMenuAt(event, 2, id, name);
            },
          },
          'Apps',
        ),
      isMember
        ? action('Leaves', () => deed('member-leave', { userId: id }, `${name} has left the server`), {
            about: name,
          })
        : action('Joins', () => deed('member-join', { userId: id }, `${name} has joined the server`), {
            about: name,
          }),
    ),
    isMember &&
      selectMenu({
        id: `voice-${id}`,
        label: `${name} in voice`,
        placeholder: 'Not in voice',
        choices: [
          { value: OUT, label: 'Not in voice' },
          ...rooms.map((room) => ({ value: room.id, label: `♪ ${room.name}` })),
        ],
        chosen: [voice?.channelId ?? OUT],
        onChoose: ([channelId = OUT]) => {
          void (channelId === OUT
            ? deed('voice-leave', { userId: id })
            : deed('voice-move', { userId: id, channelId }));
        },
      }),
    isMember &&
      voice !== null &&
      h(
        'div',
        { class: 'actions' },
        toggle('Mute', voice.selfMute, change('selfMute'), name),
        toggle('Deafen', voice.selfDeaf, change('selfDeaf'), name),
        toggle('Stream', voice.selfStream, change('selfStream'), name),
        toggle('Camera', voice.selfVideo, change('selfVideo'), name),
        toggle('Server mute', voice.mute, change('mute'), name),
        toggle('Server deafen', voice.deaf, change('deaf'), name),
      ),
  );
}

import { deed } from '../api';
import { selectMenu } from '../select-menu';
import { store } from '../store';
import { durationText } from '../time';
import { type Child, h } from '../view';
import { action, group, toggle } from './fields';

const MINUTE = 60_000;
const SPANS: readonly (readonly [string, number])[] = [
  ['10 minutes', 10 * MINUTE],
  ['1 hour', 60 * MINUTE],
  ['6 hours', 360 * MINUTE],
  ['1 day', 1_440 * MINUTE],
  ['1 week', 10_080 * MINUTE],
];

let channelId = '';

/** Time that passes at once, and everything that can go wrong. */
export function troublePanel(): Child {
  const { state } = store;
  if (state === null) return null;
  const { bot, trouble, passingMs } = state;
  const outage = (name: string, label: string, isOut: boolean) =>
    toggle(label, isOut, (on) =>
      deed(name, { isOut: on }, on ? `${label}: it does not answer any more` : `${label}: it is there again`),
    );
  return [
    group(
      'Let time pass',
      h(
        'div',
        { class: 'actions' },
        SPANS.map(([label, ms]) => action(label, () => deed('pass', { ms }), { disabled: passingMs > 0 })),
      ),
      h(
        'p',
        { class: 'hint', role: 'status' },
        passingMs > 0 ? `${durationText(passingMs)} are still passing…` : 'The bot’s clock follows.',
      ),
    ),
    group(
      'The bot’s process',
      h(
        'div',
        { class: 'actions' },
        bot.state === 'stopped'
          ? action('Start it', () => deed('start-bot', {}, 'The bot starts'), { kind: 'is-success' })
          : [
              action('kill -9', () => deed('kill-bot', {}, 'The bot was killed'), {
                kind: 'is-danger',
                disabled: bot.pid === null,
              }),
              action('Stop it', () => deed('stop-bot', {}, 'The bot has stopped'), {
                disabled: bot.pid === null,
              }),
            ],
      ),
    ),
    group(
      'Discord',
      h(
        'div',
        { class: 'actions' },
        outage('discord-outage', 'Outage', trouble.discordIsOut),
        action('Cut the gateway', () => deed('gateway-cut', {}, 'The connection was cut')),
        action('3 × 429', () =>
          deed('discord-fault', { status: 429, times: 3 }, 'The next three messages are answered with 429'),
        ),
        action('3 × 500', () =>
          deed('discord-fault', { status: 500, times: 3 }, 'The next three messages are answered with 500'),
        ),
      ),
    ),
    group(
      'The platforms',
      h(
        'div',
        { class: 'actions' },
        outage('mangadex-outage', 'MangaDex down', trouble.mangadexIsOut),
        outage('anilist-outage', 'AniList down', trouble.anilistIsOut),
        outage('feeds-outage', 'RSS feed down', trouble.feedsAreOut),
      ),
    ),
    channelGroup(),
    directGroup(),
  ];
}

function channelGroup(): Child {
  const channels = (store.state?.channels ?? []).filter(({ type }) => type === 0 || type === 15);
  const channel =
    channels.find(({ id }) => id === channelId) ??
    channels.find(({ name }) => name === 'new-chapters') ??
    channels[0];
  if (channel === undefined) return null;
  return group(
    'A channel',
    selectMenu({
      id: 'trouble-channel',
      label: 'Channel',
      placeholder: 'Choose a channel',
      choices: channels.map(({ id, name }) => ({ value: id, label: `# ${name}` })),
      chosen: [channel.id],
      onChoose: ([id = '']) => {
        store.update(() => (channelId = id));
      },
    }),
    h(
      'div',
      { class: 'actions' },
      toggle('The bot may write', channel.botMayWrite, (permitted) =>
        deed(
          'permit-bot',
          { channelId: channel.id, permitted },
          permitted ? 'The bot may write there again' : 'The bot may not write there any more',
        ),
      ),
      action(
        'Delete it',
        () => deed('delete-channel', { channelId: channel.id }, `#${channel.name} is deleted`),
        { kind: 'is-danger', about: channel.name },
      ),
      action('New channel', () => deed('create-channel', { name: 'new-channel' }, '#new-channel is there')),
    ),
  );
}

function directGroup(): Child {
  const { user } = store;
  if (user === null) return null;
  return group(
    'Direct messages',
    h(
      'div',
      { class: 'actions' },
      toggle(`${user.name} accepts them`, user.acceptsDms, (accepts) =>
        deed('accept-dms', { userId: user.id, accepts }),
      ),
    ),
  );
}

import type { PageOwed } from '../../../protocol';
import { store } from '../store';
import { relative } from '../time';
import { type Child, h, type VNode } from '../view';
import { group } from './fields';

const STATES: Readonly<Record<string, string>> = {
  pending: 'owed',
  sent: 'sent',
  refused: 'refused',
  withdrawn: 'withdrawn',
};

/** What the bot owes and has sent, what it asks of Discord, and what it says. */
export function insidePanel(): Child {
  const { state } = store;
  if (state === null) return null;
  const { ledger, requests, bot } = state;
  return [
    group(
      'Messages, from the bot’s database',
      h(
        'dl',
        { class: 'tiles' },
        (['pending', 'sent', 'refused', 'withdrawn'] as const).map((name) =>
          h('div', { class: `tile is-${name}` }, h('dt', {}, STATES[name]), h('dd', {}, ledger[name])),
        ),
      ),
      ledger.latest.length === 0
        ? h('p', { class: 'hint' }, 'Nothing is owed yet: let something come out that somebody follows.')
        : h('ul', { class: 'lines', tabindex: 0, 'aria-label': 'Latest messages' }, ledger.latest.map(owed)),
    ),
    group(
      'Requests to Discord',
      h(
        'ul',
        { class: 'lines', tabindex: 0, 'aria-label': 'Latest requests to Discord' },
        requests
          .filter(({ host }) => host === 'Discord')
          .slice(0, 14)
          .map(({ id, what, status }) =>
            h(
              'li',
              { key: id },
              h('span', { class: (status ?? 500) < 400 ? 'good' : 'bad' }, status ?? '—'),
              ` ${what}`,
            ),
          ),
      ),
    ),
    group(
      'What the bot says',
      h('pre', { class: 'log', tabindex: 0, 'aria-label': 'The log of the bot' }, bot.log.join('\n')),
    ),
  ];
}

function owed({ id, to, what, state, attempts, nextAttemptAt, error }: PageOwed): VNode {
  const isForServer = to === store.state?.guild.id;
  const who = isForServer ? 'the server' : (store.userOf(to)?.name ?? to);
  return h(
    'li',
    { key: id },
    h(
      'span',
      { class: state === 'sent' ? 'good' : state === 'refused' ? 'bad' : 'waiting' },
      STATES[state] ?? state,
    ),
    ` ${what} to ${who}`,
    attempts > 1 && `, ${attempts} attempts`,
    state === 'pending' && nextAttemptAt > store.now() && `, next ${relative(nextAttemptAt, store.now())}`,
    error !== null && h('span', { class: 'hint' }, ` ${error}`),
  );
}

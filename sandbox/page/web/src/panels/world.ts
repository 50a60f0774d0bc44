import type { PageSeries } from '../../../protocol';
import { deed } from '../api';
import { selectMenu } from '../select-menu';
import { store } from '../store';
import { relative } from '../time';
import { type Child, h, type VNode } from '../view';
import { action, group, textField } from './fields';

const HOUR = 3_600_000;
const KINDS = { manga: 'MangaDex', anime: 'AniList', feed: 'RSS feed' } as const;

let chosenId = '';
let headline = 'Lighthouse lit again';

/** What comes out, and how. */
export function worldPanel(): Child {
  const { state } = store;
  if (state === null) return null;
  const series =
    state.series.find(({ id }) => id === chosenId) ??
    state.series.find(({ title }) => title === 'Salt and Starlight') ??
    state.series[0];
  if (series === undefined) return null;
  const requests = Object.entries(state.requestCounts).filter(([host]) => host !== 'Discord');
  return [
    group(
      'Something comes out',
      selectMenu({
        id: 'series',
        label: 'Series',
        placeholder: 'Choose a series',
        choices: state.series.map(({ id, title, kind, latest }) => ({
          value: id,
          label: title,
          hint: `${KINDS[kind]} · ${latest}`,
        })),
        chosen: [series.id],
        onChoose: ([id = '']) => {
          store.update(() => (chosenId = id));
        },
      }),
      facts(series),
      h('div', { class: 'actions' }, deeds(series)),
    ),
    group(
      'What the bot has asked',
      h(
        'dl',
        { class: 'counts' },
        requests.map(([host, n]) => [
          h('dt', {}, host),
          h('dd', {}, `${state.requestsLastMinute[host] ?? 0} in the last minute, ${n} in all`),
        ]),
      ),
      h(
        'ul',
        { class: 'lines', tabindex: 0, 'aria-label': 'Latest requests to the platforms' },
        state.requests
          .filter(({ host }) => host !== 'Discord')
          .slice(0, 12)
          .map(({ id, host, what, status, at }) =>
            h(
              'li',
              { key: id },
              h('span', { class: status === 200 || status === 304 ? 'good' : 'bad' }, status ?? '—'),
              ` ${host} ${what} `,
              h('span', { class: 'hint' }, relative(at, store.now())),
            ),
          ),
      ),
    ),
  ];
}

function facts({ url, latest, next }: PageSeries): VNode {
  return h(
    'p',
    { class: 'hint' },
    `Latest: ${latest}. `,
    next !== null && `${next.name} comes ${relative(next.at, store.now())}. `,
    h(
      'button',
      {
        type: 'button',
        class: 'link',
        onclick: () => {
          void navigator.clipboard.writeText(url).then(() => {
            store.say('The link is copied');
          });
        },
      },
      'Copy its link',
    ),
  );
}

function deeds({ kind, id, title }: PageSeries): Child {
  if (kind === 'manga')
    return [
      action(
        'Publish a chapter',
        () => deed('publish-chapters', { id, count: 1 }, `A chapter of ${title} is out`),
        { kind: 'is-primary' },
      ),
      action('Publish 8 at once', () =>
        deed('publish-chapters', { id, count: 8 }, `Eight chapters of ${title} are out`),
      ),
      action('By two groups', () =>
        deed('publish-by-two-groups', { id }, 'Two groups published the same chapter'),
      ),
      action('Half an hour late', () =>
        deed('publish-late', { id }, 'It was uploaded half an hour ago and appears now'),
      ),
      action('In 2 hours', () =>
        deed('schedule-chapter', { id, inMs: 2 * HOUR }, 'A chapter will come in two hours'),
      ),
    ];
  if (kind === 'anime')
    return [
      action('Air the next episode', () => deed('air-episode', { id }, `An episode of ${title} airs`), {
        kind: 'is-primary',
      }),
      action('Move it to in 1 hour', () =>
        deed('reschedule-episode', { id, inMs: HOUR }, 'The next episode is re-scheduled'),
      ),
      action('Put it off by a week', () =>
        deed('reschedule-episode', { id, inMs: 168 * HOUR }, 'The next episode is put off'),
      ),
    ];
  return [
    textField('Headline', headline, (value) => {
      headline = value;
    }),
    action('Print it', () => deed('print-headline', { title: headline }, 'The feed has a new entry'), {
      kind: 'is-primary',
    }),
  ];
}

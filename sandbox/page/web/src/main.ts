import { composerView } from './compose/composer';
import { contextMenu } from './context-menu';
import { messageView } from './message/message';
import { modalView } from './modal';
import { insidePanel } from './panels/inside';
import { peoplePanel } from './panels/people';
import { troublePanel } from './panels/trouble';
import { worldPanel } from './panels/world';
import { sidebar } from './sidebar';
import { connect, type PanelName, store } from './store';
import { clockText } from './time';
import { tourView } from './tour/tour';
import { type Child, h, mount, type VNode } from './view';

const SHOWN_MESSAGES = 80;
const TICK_MS = 1_000;
const PANELS: readonly (readonly [PanelName, string, () => Child])[] = [
  ['world', 'World', worldPanel],
  ['people', 'People', peoplePanel],
  ['trouble', 'Time & trouble', troublePanel],
  ['inside', 'Inside', insidePanel],
];
const BOT_STATES = {
  preparing: 'The sandbox is being prepared',
  starting: 'The bot is connecting',
  running: 'The bot is running',
  stopped: 'The bot is not running',
} as const;

function page(): VNode {
  return h('div', { class: 'page' }, sidebar(), chat(), panel(), modalView(), contextMenu(), said());
}

function chat(): VNode {
  const messages = store.visibleMessages().slice(-SHOWN_MESSAGES);
  const title = store.isDirect ? '@ pwr-bot' : `# ${store.channel?.name ?? ''}`;
  const { state } = store;
  const botState = state?.bot.state ?? 'preparing';
  return h(
    'main',
    { class: 'chat' },
    h(
      'header',
      { class: 'chat-head' },
      h('h2', {}, title),
      h(
        'span',
        { class: `bot-state is-${botState}` },
        store.connected ? BOT_STATES[botState] : 'Connecting to the sandbox',
      ),
      h('time', { class: 'clock', title: 'The sandbox’s time' }, clockText(store.now())),
    ),
    h(
      'ol',
      { class: 'messages', id: 'messages', role: 'log', 'aria-label': `Messages in ${title}`, tabindex: 0 },
      messages.length === 0 && h('li', { class: 'empty', key: 'empty' }, emptyText(botState)),
      messages.map(messageView),
    ),
    h('p', { class: 'busy', role: 'status' }, store.busy > 0 ? 'Waiting for the bot…' : ''),
    composerView(),
  );
}

function emptyText(botState: keyof typeof BOT_STATES): string {
  if (botState === 'preparing')
    return 'A few seconds: months of voice history are written, and the bot starts.';
  return store.isDirect
    ? 'The bot has not written to you yet.'
    : 'Nothing was said here yet. Type / for the commands of the bot.';
}

function panel(): VNode {
  return h(
    'aside',
    { class: 'panel', 'aria-label': 'The world around the bot' },
    tourView(),
    h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Panels', onkeydown: moveTab }, PANELS.map(tab)),
    h(
      'div',
      {
        class: 'panel-body',
        role: 'tabpanel',
        id: 'panel',
        'aria-labelledby': `tab-${store.panel}`,
        key: store.panel,
      },
      PANELS.find(([name]) => name === store.panel)?.[2](),
    ),
  );
}

function tab([name, label]: (typeof PANELS)[number]): VNode {
  const isOpen = store.panel === name;
  return h(
    'button',
    {
      type: 'button',
      role: 'tab',
      id: `tab-${name}`,
      'aria-selected': isOpen ? 'true' : 'false',
      'aria-controls': 'panel',
      tabindex: isOpen ? 0 : -1,
      class: `tab ${isOpen ? 'is-open' : ''}`,
      onclick: () => {
        store.update(() => (store.panel = name));
      },
    },
    label,
  );
}

function moveTab(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const at = PANELS.findIndex(([name]) => name === store.panel);
  const [name = 'world'] = PANELS[(at + step + PANELS.length) % PANELS.length] ?? [];
  store.update(() => (store.panel = name));
  queueMicrotask(() => document.getElementById(`tab-${name}`)?.focus());
}

function said(): VNode {
  return h(
    'div',
    { class: 'said', role: 'status', 'aria-live': 'polite' },
    store.said !== null && h('p', { class: store.said.isError ? 'is-error' : '' }, store.said.text),
  );
}

const show = mount(document.getElementById('page') ?? document.body);
let shownPlace = '';

/** Whoever reads the latest message keeps reading the latest. */
function draw(): void {
  const list = document.getElementById('messages');
  const place = `${store.me} ${store.place}`;
  const wasAtEnd =
    list === null || place !== shownPlace || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  shownPlace = place;
  show(page());
  if (wasAtEnd) document.getElementById('messages')?.scrollTo({ top: Number.MAX_SAFE_INTEGER });
}

store.onChange(draw);
draw();
connect();
setInterval(() => {
  store.update();
}, TICK_MS);
// A picture that has loaded makes its message higher.
document.addEventListener('load', draw, true);

import type { CommandRequest, PageMessage } from '../../../protocol';
import { deed, interact } from '../api';
import { store } from '../store';

export interface Step {
  readonly title: string;
  readonly text: string;
  /** Absent where there is nothing to do but to read. */
  readonly doIt?: () => Promise<void>;
  /** Whether it was done since the step began at this instant of the sandbox, by hand or not. */
  readonly isDone?: (since: number) => boolean;
}

const FIRST_SERIES = 'Salt and Starlight';

export const STEPS: readonly Step[] = [
  {
    title: 'A real bot in a small Discord',
    text: 'This is the bot as it is released, as a process of its own. Discord, the platforms and the people around it are played by this page. You are Mika.',
  },
  {
    title: 'Follow a series',
    text: 'Type /feed subscribe below, begin to type “salt” and choose the series; send_into is DM.',
    doIt: () =>
      use('mika', 'general', 'feed', ['subscribe'], { links: series()?.url ?? '', send_into: 'dm' }),
    isDone: (since) => wasUsed('/feed subscribe', since),
  },
  {
    title: 'A chapter comes out',
    text: 'In the panel below, under World, publish a chapter. The bot reads MangaDex now and then; the message arrives in your direct messages.',
    doIt: async () => {
      await deed('publish-chapters', { id: series()?.id ?? '', count: 1 });
      be('mika', null);
    },
    isDone: (since) => toldInPrivate(since).length > 0,
  },
  {
    title: 'Months of voice time',
    text: 'People were in voice before you came. /vc leaderboard shows who most of all; its select changes the range.',
    doIt: () => use('mika', 'general', 'vc', ['leaderboard'], {}),
    isDone: (since) => wasUsed('/vc leaderboard', since),
  },
  {
    title: 'Settings, for who may manage the server',
    text: 'Be Inês (“You are”, bottom left) and use /settings: one panel for everything. Each change is saved at once.',
    doIt: () => use('ines', 'general', 'settings', [], {}),
    isDone: (since) => wasUsed('/settings', since),
  },
  {
    title: 'Pull the plug',
    text: 'Under “Time & trouble”, kill -9 the bot, publish a chapter while it is dead, and start it again. Nothing is lost, nothing is told twice.',
    doIt: async () => {
      store.update(() => (store.panel = 'trouble'));
      await deed('kill-bot');
      await deed('publish-chapters', { id: series()?.id ?? '', count: 1 });
      be('mika', null);
      await deed('start-bot');
    },
    isDone: (since) => toldInPrivate(since).length > 0 && store.state?.bot.state === 'running',
  },
  {
    title: 'Yours now',
    text: 'Let days pass at once, take a platform down, revoke a permission, move people through voice. “Inside” shows what the bot owes and asks, live.',
  },
];

function series() {
  return store.state?.series.find(({ title }) => title === FIRST_SERIES);
}

function be(username: string, channelName: string | null): void {
  const user = store.state?.users.find((each) => each.username === username);
  const channel = store.state?.channels.find(({ name }) => name === channelName);
  if (user) store.update(() => (store.me = user.id));
  store.goTo(channel?.id ?? null);
}

async function use(
  username: string,
  channelName: string,
  name: string,
  path: readonly string[],
  options: CommandRequest['options'],
): Promise<void> {
  be(username, channelName);
  await interact('/api/command', {
    userId: store.me,
    channelId: store.isDirect ? null : store.place,
    name,
    path,
    options,
  });
}

function messagesSince(at: number): PageMessage[] {
  return [...store.messages.values()].filter((message) => message.at >= at);
}

function wasUsed(command: string, since: number): boolean {
  return messagesSince(since).some(
    ({ usedBy, components }) => usedBy?.command === command && components.length > 0,
  );
}

function toldInPrivate(since: number): PageMessage[] {
  const channels = new Set((store.state?.users ?? []).map(({ directChannelId }) => directChannelId));
  return messagesSince(since).filter(({ channelId, usedBy }) => usedBy === null && channels.has(channelId));
}

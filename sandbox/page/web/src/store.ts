import type { PageChannel, PageEvent, PageMessage, PageModal, PageState, PageUser } from '../../protocol';

export type PanelName = 'world' | 'people' | 'trouble' | 'inside';
const DIRECT = 'direct';
const SAID_FOR_MS = 7_000;

interface Said {
  readonly text: string;
  readonly isError: boolean;
}

/** Everything the page knows. A change goes through `update`, which draws it anew. */
class Store {
  state: PageState | null = null;
  readonly messages = new Map<string, PageMessage>();
  /** Who the visitor is. */
  me = '';
  /** A channel's id, or the direct messages with the bot. */
  place = DIRECT;
  panel: PanelName = 'world';
  modal: PageModal | null = null;
  said: Said | null = null;
  busy = 0;
  connected = false;
  /** Ephemeral messages that the visitor has dismissed. */
  readonly dismissed = new Set<string>();
  /** Channels in which something was said while the visitor was elsewhere. */
  readonly unread = new Set<string>();
  private draw: () => void = () => undefined;
  private isScheduled = false;
  private saidTimer = 0;

  onChange(draw: () => void): void {
    this.draw = draw;
  }

  update(change: () => unknown = () => undefined): void {
    change();
    if (this.isScheduled) return;
    this.isScheduled = true;
    queueMicrotask(() => {
      this.isScheduled = false;
      this.draw();
    });
  }

  receive(event: PageEvent): void {
    this.update(() => {
      switch (event.type) {
        case 'state':
          this.state = event.state;
          this.arrive(event.state);
          break;
        case 'message':
          if (!this.messages.has(event.message.id) && event.message.visibleTo === null)
            this.unread.add(event.message.channelId);
          this.messages.set(event.message.id, event.message);
          break;
        case 'gone':
          this.messages.delete(event.messageId);
          break;
        case 'reload':
          location.reload();
      }
    });
  }

  say(text: string, isError = false): void {
    clearTimeout(this.saidTimer);
    this.update(() => (this.said = { text, isError }));
    this.saidTimer = window.setTimeout(() => {
      this.update(() => (this.said = null));
    }, SAID_FOR_MS);
  }

  openModal(modal: PageModal | null): void {
    this.update(() => (this.modal = modal));
  }

  /** The sandbox's time in epoch milliseconds. */
  now(): number {
    return this.state === null ? Date.now() : this.state.now + (Date.now() - this.state.sentAt);
  }

  get isDirect(): boolean {
    return this.place === DIRECT;
  }

  goTo(place: string | null): void {
    this.update(() => (this.place = place ?? DIRECT));
  }

  /** The channel that is open; null for direct messages. */
  get channel(): PageChannel | null {
    return this.state?.channels.find(({ id }) => id === this.place) ?? null;
  }

  get user(): PageUser | null {
    return this.userOf(this.me);
  }

  userOf(id: string): PageUser | null {
    return this.state?.users.find((user) => user.id === id) ?? null;
  }

  /** What the visitor sees where they are, oldest first. */
  visibleMessages(): PageMessage[] {
    const channelId = this.isDirect ? this.user?.directChannelId : this.place;
    this.unread.delete(channelId ?? '');
    return [...this.messages.values()]
      .filter((message) => message.channelId === channelId && !this.dismissed.has(message.id))
      .filter(({ visibleTo }) => visibleTo === null || visibleTo === this.me)
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  }

  private arrive({ users, channels }: PageState): void {
    if (this.me === '') {
      this.me = users.find(({ username }) => username === 'mika')?.id ?? users[1]?.id ?? '';
      this.place = channels.find(({ name }) => name === 'new-chapters')?.id ?? DIRECT;
    }
    const isGone = !this.isDirect && !channels.some(({ id }) => id === this.place);
    if (isGone) this.place = channels.find(({ type }) => type === 0)?.id ?? DIRECT;
  }
}

export const store = new Store();

/** Keeps the store as the sandbox is; a lost connection comes back by itself. */
export function connect(): void {
  const source = new EventSource('/api/events');
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    store.receive(JSON.parse(data) as PageEvent);
  });
  source.addEventListener('open', () => {
    void loadMessages();
  });
  source.addEventListener('error', () => {
    store.update(() => (store.connected = false));
  });
}

async function loadMessages(): Promise<void> {
  const messages = (await (await fetch('/api/messages')).json()) as PageMessage[];
  store.update(() => {
    store.connected = true;
    for (const message of messages) store.messages.set(message.id, message);
  });
}

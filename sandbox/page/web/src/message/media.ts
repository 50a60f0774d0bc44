import { store } from '../store';
import type { Props } from '../view';

/** Where a picture is shown from: nothing is loaded from outside, so what a platform would serve is painted here. */
export function mediaUrl(url: string): string {
  const { hostname } = new URL(url);
  return hostname === '127.0.0.1' ? url : `/covers?of=${encodeURIComponent(url)}`;
}

const CHANNEL_LINK = /^https:\/\/discord\.com\/channels\/(?:@me|\d+)\/(\d+)/;

/** What an address does: one of a channel leads there in this page, any other to a page of its own. */
export function linkProps(url: string): Props {
  const channelId = CHANNEL_LINK.exec(url)?.[1];
  if (channelId === undefined) return { href: url, target: '_blank', rel: 'noreferrer noopener' };
  return {
    href: url,
    onclick: (event: MouseEvent) => {
      event.preventDefault();
      store.goTo(store.user?.directChannelId === channelId ? null : channelId);
    },
  };
}

export function emojiOf(emoji: unknown): string {
  const { name, id } = (emoji ?? {}) as { name?: string; id?: string };
  if (name === undefined) return '';
  return id === undefined ? name : `:${name}:`;
}

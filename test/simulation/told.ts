import { type StoredMessage, textOf } from '../../sandbox/discord';

/** One release as a message tells it. */
export interface ToldRelease {
  readonly reference: string;
  /** Of the message, in milliseconds. */
  readonly at: number;
  readonly messageId: string;
  readonly channelId: string;
}

/** What a subscriber has read, in the order of reading. */
export interface Reading {
  readonly told: readonly ToldRelease[];
  /** Releases that messages only counted ("…and 4 more"). */
  readonly uncounted: number;
  readonly messages: number;
}

const LINE = /\*\*\[(.+?)\]\((https?:[^)]*)\)\*\* · <t:/g;
const MORE = /…and (\d+) more on /;
const CATCH_UP = /While I could not reach you: (\d+) release/;

export function read(messages: readonly StoredMessage[]): Reading {
  const told: ToldRelease[] = [];
  let uncounted = 0;
  let count = 0;
  for (const message of messages) {
    const text = textOf(message);
    const lines = [...text.matchAll(LINE)].map(([, label = '', url = '']) => referenceOf(label, url));
    if (lines.length === 0) continue;
    count += 1;
    const at = message.timestamp.getTime();
    const { id: messageId, channelId } = message;
    told.push(...lines.map((reference) => ({ reference, at, messageId, channelId })));
    const all = CATCH_UP.exec(text)?.[1];
    uncounted += all === undefined ? Number(MORE.exec(text)?.[1] ?? 0) : Number(all) - lines.length;
  }
  return { told, uncounted, messages: count };
}

/** Episodes have no page of their own: their number tells them apart. */
function referenceOf(label: string, url: string): string {
  return url.startsWith('https://anilist.co/') ? `${url}#${label}` : url;
}

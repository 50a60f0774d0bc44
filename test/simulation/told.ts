import { type StoredMessage, textOf } from '../../sandbox/discord';

/** One release as a message tells it. */
export interface ToldRelease {
  readonly reference: string;
  /** Listed behind what is new, as a chapter that was added late. */
  readonly isOlder: boolean;
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
const MORE = /^…and (\d+) more$/gm;
const OLDER = /^\*\*\d+ older \w+ added\*\*$/gm;
/** Ends what is said of a series. */
const CREDIT = '\n-# ';
const CATCH_UP = /While I could not reach you: (\d+) release/;

export function read(messages: readonly StoredMessage[]): Reading {
  const told: ToldRelease[] = [];
  let uncounted = 0;
  let count = 0;
  for (const message of messages) {
    const text = textOf(message);
    const lines = [...text.matchAll(LINE)];
    if (lines.length === 0) continue;
    count += 1;
    const at = message.timestamp.getTime();
    const { id: messageId, channelId } = message;
    for (const { 1: label = '', 2: url = '', index } of lines)
      told.push({
        reference: referenceOf(label, url),
        isOlder: isBelowOlder(text.slice(0, index)),
        ...{ at, messageId, channelId },
      });
    const all = CATCH_UP.exec(text)?.[1];
    uncounted += all === undefined ? sumOf(text.matchAll(MORE)) : Number(all) - lines.length;
  }
  return { told, uncounted, messages: count };
}

function sumOf(matches: Iterable<RegExpMatchArray>): number {
  return [...matches].reduce((sum, [, number]) => sum + Number(number), 0);
}

function isBelowOlder(before: string): boolean {
  const heading = [...before.matchAll(OLDER)].at(-1)?.index ?? -1;
  return heading > before.lastIndexOf(CREDIT);
}

/** Episodes have no page of their own: their number tells them apart. */
function referenceOf(label: string, url: string): string {
  return url.startsWith('https://anilist.co/') ? `${url}#${label}` : url;
}

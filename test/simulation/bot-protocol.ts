/** What the day tells the bot's process. */
export type Order =
  /** It is this instant from now on, in epoch milliseconds. */
  | { readonly type: 'clock'; readonly now: number }
  /** Do at this instant what the schedulers would do, and answer when nothing is under way any more. */
  | { readonly type: 'tick'; readonly now: number };

export type Report = { readonly type: 'ready' | 'done' };

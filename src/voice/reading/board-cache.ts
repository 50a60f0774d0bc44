import type { QuestionOf } from '../statistics/questions';
import type { Board, BoardEntry } from './board';
import type { GuildHistory } from './guild-history';
import type { Strangers } from './keys';

const MOST = 16;
const LIFETIME_MS = 120_000;

/**
 * Boards of windows that had to be summed up, for the pages after the first. What ended before now does not change
 * unless a session is opened again, and a page that is two minutes old may be two minutes old.
 */
export class BoardCache {
  constructor(private readonly strangers: Strangers) {}

  private readonly kept = new Map<string, { readonly board: Board; readonly madeAt: number }>();

  get(
    history: GuildHistory,
    { guildId, window, now, hidden = [], revision = 0 }: QuestionOf<'leaderboard'>,
    make: () => Board,
  ): Board {
    const key = [guildId, history.generationId, window.since, window.until, revision, ...hidden].join(' ');
    const known = this.kept.get(key);
    if (known && now - known.madeAt < LIFETIME_MS) return known.board;
    this.kept.delete(key);
    const board = make();
    this.kept.set(key, { board, madeAt: now });
    const oldest = this.kept.keys().next();
    if (this.kept.size > MOST && !oldest.done) this.kept.delete(oldest.value);
    return board;
  }

  /** Of who asks; on an older board they may stand as somebody whom the generation did not know yet. */
  entryOf(history: GuildHistory, board: Board, userId: string): BoardEntry | null {
    const key = history.participants.keyOf(userId);
    return board.entryOf(history, key) ?? board.entryOf(history, this.strangers.numberOf(userId));
  }
}

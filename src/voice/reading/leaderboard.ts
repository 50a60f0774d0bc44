import type { AnswerTo, QuestionOf } from '../statistics/questions';
import { Board } from './board';
import type { BoardCache } from './board-cache';
import type { GuildHistory } from './guild-history';
import { rankedPeriod } from './ranked-period';
import { sumsByMember } from './window-sums';

export function leaderboard(
  history: GuildHistory,
  question: QuestionOf<'leaderboard'>,
  boards: BoardCache,
): AnswerTo<'leaderboard'> {
  const { window } = question;
  const parts = history.partsOf(window);
  const [periodId] = parts.periodIds;
  const isOnePeriod = parts.periodIds.length === 1 && parts.edges.length === 0 && parts.excess === null;
  if (periodId !== undefined && isOnePeriod) {
    return rankedPeriod(history, periodId, question);
  }
  const board = boards.get(
    history,
    question,
    () => new Board(sumsByMember(history, window, parts), history.keysOf(question.hidden)),
  );
  return {
    entries: board.page(history, question.offset, question.limit),
    size: board.size,
    activeMembers: board.activeMembers,
    totalMs: board.totalMs,
    own: question.userId === undefined ? null : boards.entryOf(history, board, question.userId),
  };
}

import type { AnswerTo, QuestionOf, RankedMember } from '../statistics/questions';
import { compareIds, withRanks } from './board';
import type { GuildHistory } from './guild-history';
import { add } from './window-sums';

interface Standing {
  readonly userId: string;
  readonly ms: number;
}

const TOTAL = 'SELECT counted_ms, members FROM voice_periods WHERE id = ?';
const OF_LIVE = `SELECT participant_id, counted_ms FROM json_each(?) AS live CROSS JOIN voice_member_totals
  ON participant_id = live.value AND period_id = ?`;
/** Those without a stay that is going on who are not hidden: their order is that of the index. */
const SETTLED = 'period_id = :period AND participant_id NOT IN (SELECT value FROM json_each(:live))';
const AT = `SELECT counted_ms FROM voice_member_totals WHERE period_id = ?
  ORDER BY counted_ms DESC LIMIT 1 OFFSET ?`;
const ABOVE = 'SELECT count(*) FROM voice_member_totals WHERE period_id = ? AND counted_ms > ?';
const FROM_AMOUNT = `SELECT user_id, counted_ms FROM voice_member_totals
  CROSS JOIN voice_participants ON id = participant_id
  WHERE ${SETTLED} AND counted_ms <= :ms ORDER BY counted_ms DESC, user_id LIMIT :limit OFFSET :offset`;

/**
 * A page of a whole period, without looking at more of it than the page: the settled members are read in the order of
 * the index, and those whose time is still growing, who are few, are merged in.
 */
export function rankedPeriod(
  history: GuildHistory,
  periodId: number,
  question: QuestionOf<'leaderboard'>,
): AnswerTo<'leaderboard'> {
  return new RankedPeriod(history, periodId, question).answer();
}

class RankedPeriod {
  private readonly grown = new Map<number, number>();
  /** Best first. */
  private readonly live: readonly Standing[];
  private readonly settled: { readonly period: number; readonly live: string };
  /** What the live members and the hidden ones have of closed sessions. */
  private readonly closedOfLive: readonly number[];
  private readonly size: number;
  private readonly activeMembers: number;
  private readonly totalMs: number;

  constructor(
    private readonly history: GuildHistory,
    private readonly periodId: number,
    private readonly question: QuestionOf<'leaderboard'>,
  ) {
    for (const { participant, start, end } of history.liveIn(question.window)) {
      add(this.grown, participant, end - start);
    }
    const liveMs = [...this.grown.values()].reduce((sum, ms) => sum + ms, 0);
    const live = [...this.grown.keys()];
    const hidden = history.keysOf(question.hidden);
    for (const participant of hidden) this.grown.delete(participant);
    const unsettled = [...new Set([...this.grown.keys(), ...hidden])];
    this.settled = { period: periodId, live: JSON.stringify(unsettled) };
    const closed = history.connection.rows<[number, number]>(OF_LIVE, this.settled.live, periodId);
    for (const [participant, ms] of closed) if (!hidden.has(participant)) add(this.grown, participant, ms);
    this.closedOfLive = closed.map(([, ms]) => ms);
    const names = history.participants.idsOf([...this.grown.keys()]);
    this.live = [...this.grown]
      .map(([participant, ms]) => ({ userId: names.get(participant) ?? '', ms }))
      .sort(byTime);
    const [period] = history.connection.rows<[number, number]>(TOTAL, periodId);
    const [periodMs, members] = period ?? [0, 0];
    this.totalMs = periodMs + liveMs;
    this.size = members + this.grown.size - closed.length;
    const known = new Set(closed.map(([participant]) => participant));
    this.activeMembers = members + live.filter((participant) => !known.has(participant)).length;
  }

  answer(): AnswerTo<'leaderboard'> {
    const { size, activeMembers, totalMs } = this;
    return { entries: this.page(), size, activeMembers, totalMs, own: this.own() };
  }

  private page(): RankedMember[] {
    const { offset, limit } = this.question;
    // So many settled members are before the page at least, whoever of the live ones is before it too.
    const skipped = Math.max(0, offset - this.live.length);
    const settled = this.settledFrom(skipped, limit + this.live.length);
    // Live ones before the first of these are fewer than what was added to skip less, so the page's place is the same.
    const page = [...settled, ...this.live].sort(byTime).slice(offset - skipped, offset - skipped + limit);
    return withRanks(page, offset, offset === 0 ? 0 : this.above(page[0]?.ms ?? 0));
  }

  private settledFrom(offset: number, limit: number): Standing[] {
    const { connection } = this.history;
    let [most, above] = [Number.MAX_SAFE_INTEGER, 0];
    if (offset > 0) {
      // As many of all of them, settled or not, are before this amount: so no more of the settled ones.
      const [row] = connection.rows<[number]>(AT, this.periodId, offset);
      if (!row) return [];
      most = row[0];
      above = this.settledAbove(most);
    }
    return connection
      .named<[string, number]>(FROM_AMOUNT, { ...this.settled, ms: most, limit, offset: offset - above })
      .map(([userId, ms]) => ({ userId, ms }));
  }

  private own(): RankedMember | null {
    const { userId } = this.question;
    if (userId === undefined) return null;
    const { connection, participants } = this.history;
    const participant = participants.keyOf(userId);
    const sql = 'SELECT counted_ms FROM voice_member_totals WHERE participant_id = ? AND period_id = ?';
    const ms =
      this.grown.get(participant) ?? connection.rows<[number]>(sql, participant, this.periodId)[0]?.[0] ?? 0;
    if (ms <= 0) return null;
    return { rank: this.above(ms) + 1, userId, ms };
  }

  /** How many have more. */
  private above(ms: number): number {
    return this.settledAbove(ms) + this.live.filter((standing) => standing.ms > ms).length;
  }

  private settledAbove(ms: number): number {
    const [row] = this.history.connection.rows<[number]>(ABOVE, this.periodId, ms);
    return (row?.[0] ?? 0) - this.closedOfLive.filter((closed) => closed > ms).length;
  }
}

function byTime(a: Standing, b: Standing): number {
  return b.ms - a.ms || compareIds(a.userId, b.userId);
}

import { LONGEST_PIECE_MS } from '../statistics/rollup-rows';
import type { AnswerTo, QuestionOf } from '../statistics/questions';
import { Board } from './board';
import type { CountedSpan, GuildHistory } from './guild-history';
import { MemberSums } from './member-sums';
import { overlapping, type Packed, packed, unpack } from './packed-rows';

/** Both closed. Each of the member's pieces meets the pieces in its channel that began up to a piece's length before. */
const TOGETHER = `WITH shared AS (
    SELECT other.participant_id AS participant,
      min(own.started_at + own.counted_ms, other.started_at + other.counted_ms, :until)
        - max(own.started_at, other.started_at, :since) AS ms
    FROM voice_spans AS own INDEXED BY ix_voice_spans_participant_id_started_at_counted_ms
    CROSS JOIN voice_spans AS other
      ON other.place_id = own.place_id
      AND other.started_at > max(own.started_at, :since) - ${LONGEST_PIECE_MS}
      AND other.started_at < min(own.started_at + own.counted_ms, :until)
    WHERE own.participant_id = :member AND own.started_at > :since - ${LONGEST_PIECE_MS} AND own.started_at < :until
      AND own.started_at + own.counted_ms > :since
      AND other.started_at + other.counted_ms > max(own.started_at, :since)
      AND other.participant_id <> own.participant_id
  ), sums AS (SELECT participant, sum(ms) AS ms FROM shared GROUP BY participant)
  SELECT ${packed('participant', 'ms')} FROM sums`;

/** Closed pieces of others in one channel. */
const OTHERS = `SELECT participant_id, max(started_at, :start), min(started_at + counted_ms, :end) FROM voice_spans
  WHERE place_id = :place AND ${overlapping(':start', ':end')} AND participant_id <> :member`;

export function partners(history: GuildHistory, question: QuestionOf<'partners'>): AnswerTo<'partners'> {
  const board = new Board(sharedTimes(history, question), history.keysOf(question.hidden));
  return {
    entries: board.page(history, question.offset, question.limit),
    size: board.size,
    totalMs: board.totalMs,
  };
}

function sharedTimes(history: GuildHistory, { window, userId }: QuestionOf<'partners'>): MemberSums {
  const { connection } = history;
  const member = history.participants.keyOf(userId);
  const until = Math.min(window.until, Number.MAX_SAFE_INTEGER);
  const together = connection.named<Packed>(TOGETHER, { since: window.since, until, member });
  const sums = MemberSums.of(together.map(unpack));

  const live = [...history.liveIn(window)];
  const others = live.filter(({ participant }) => participant !== member);
  for (const own of live.filter(({ participant }) => participant === member)) {
    const { place, start, end } = own;
    const closed = connection.named<[number, number, number]>(OTHERS, { place, start, end, member });
    for (const [participant, from, to] of closed) sums.add(participant, to - from);
    addShared(sums, own, others);
  }
  const earliest = Math.min(...others.map(({ start }) => start));
  if (earliest < until) {
    const recent = { since: Math.max(window.since, earliest), until };
    for (const own of history.closedIn(recent, member)) addShared(sums, own, others);
  }
  return sums;
}

function addShared(sums: MemberSums, own: CountedSpan, others: readonly CountedSpan[]): void {
  for (const { participant, place, start, end } of others) {
    const ms = Math.min(end, own.end) - Math.max(start, own.start);
    if (place === own.place && ms > 0) sums.add(participant, ms);
  }
}

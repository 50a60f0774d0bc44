import type { Window } from '../statistics/window';
import { type CountedSpan, finite, type GuildHistory, type WindowParts } from './guild-history';
import { MemberSums } from './member-sums';
import { overlapping, type Packed, packed, unpack } from './packed-rows';

const OF_PERIODS = `SELECT ${packed('participant_id', 'counted_ms')} FROM json_each(?) AS period
  CROSS JOIN voice_member_totals ON period_id = period.value`;
/** Edges are `[since, until, sign]`. */
const OF_EDGES = `WITH edges AS MATERIALIZED (
    SELECT value ->> 0 AS since, value ->> 1 AS until, value ->> 2 AS sign FROM json_each(:edges)
  )
  SELECT ${packed('participant_id', 'sign * (min(started_at + counted_ms, until) - max(started_at, since))')}
  FROM edges CROSS JOIN voice_places CROSS JOIN voice_spans ON place_id = id AND ${overlapping('since', 'until')}
  WHERE generation_id = :generation`;

/** Everybody's time in a window, by participant. */
export function sumsByMember(history: GuildHistory, window: Window, parts: WindowParts): MemberSums {
  const { connection, generationId: generation } = history;
  const periods = connection.rows<Packed>(OF_PERIODS, JSON.stringify(parts.periodIds));
  const edges = parts.edges.map(([since, until]) => [since, finite(until), 1]);
  if (parts.excess !== null) edges.push([parts.excess, Number.MAX_SAFE_INTEGER, -1]);
  const atEdges = connection.named<Packed>(OF_EDGES, { edges: JSON.stringify(edges), generation });
  const sums = MemberSums.of([...periods, ...atEdges].map(unpack));
  for (const { participant, start, end } of history.liveIn(window)) sums.add(participant, end - start);
  return sums;
}

/** Counted time that is to be added or, where it says so, taken away. */
export interface SignedSpan extends CountedSpan {
  readonly sign?: -1;
}

/** What a window has besides its whole periods: the edges, less the excess, and what is going on. */
export function* restIn(
  history: GuildHistory,
  window: Window,
  { edges, excess }: WindowParts,
): Generator<SignedSpan> {
  for (const [since, until] of edges) yield* history.closedIn({ since, until });
  if (excess !== null) {
    const after = { since: excess, until: Number.POSITIVE_INFINITY };
    for (const span of history.closedIn(after)) yield { ...span, sign: -1 };
  }
  yield* history.liveIn(window);
}

/** One member's counted time in a window, closed and going on. */
export function* spansOf(history: GuildHistory, window: Window, userId: string): Generator<CountedSpan> {
  const participant = history.participants.keyOf(userId);
  if (participant > 0) yield* history.closedIn(window, participant);
  yield* history.liveIn(window, participant);
}

export function add<Key>(sums: Map<Key, number>, key: Key, ms: number): void {
  sums.set(key, (sums.get(key) ?? 0) + ms);
}

import type { Window } from '../statistics/window';
import type { CountedSpan, GuildHistory, WindowParts } from './guild-history';
import { MemberSums } from './member-sums';

/** Rows of `[key, milliseconds]` come as two JSON texts: thousands of small rows cost more than reading them. */
export type Packed = [keys: string, sums: string];

/** An array of more would be mostly empty. */
const MOST_TOGETHER = 1_000_000;

const BY_MEMBER = `SELECT json_group_array(participant_id), json_group_array(counted_ms) FROM voice_member_totals
  WHERE period_id IN (SELECT value FROM json_each(?))`;

/** Everybody's time in a window, by participant. */
export function sumsByMember(history: GuildHistory, window: Window, parts: WindowParts): MemberSums {
  const [packed] = history.connection.rows<Packed>(BY_MEMBER, JSON.stringify(parts.periodIds));
  const sums = unpack(packed);
  for (const { participant, start, end, sign = 1 } of restIn(history, window, parts)) {
    sums.add(participant, sign * (end - start));
  }
  return sums;
}

export function unpack([keys, amounts]: Packed = ['[]', '[]']): MemberSums {
  const members = JSON.parse(keys) as number[];
  const ms = JSON.parse(amounts) as number[];
  let [least, most] = [members[0] ?? 0, members[0] ?? -1];
  for (const member of members) {
    if (member < least) least = member;
    if (member > most) most = member;
  }
  const sums = new MemberSums(least, Math.min(most, least + MOST_TOGETHER));
  for (let index = 0; index < members.length; index += 1) sums.add(members[index] ?? 0, ms[index] ?? 0);
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

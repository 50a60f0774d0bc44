import type { AnswerTo, Peak, QuestionOf } from '../statistics/questions';
import type { Window } from '../statistics/window';
import { daysOf } from './days';
import type { GuildHistory } from './guild-history';
import { overlapping, type Packed, packed, unpack } from './packed-rows';

/** Closed spans, clipped, by how long after the window's start they begin and end. */
const CLOSED = `SELECT ${packed('max(started_at - :since, 0)', 'min(started_at + counted_ms, :until) - :since')}
  FROM voice_places CROSS JOIN voice_spans ON place_id = id AND ${overlapping(':since', ':until')}
  WHERE generation_id = :generation`;

/** The most members at once, day by day, so that no more than a day's spans are in memory. */
export function peak(history: GuildHistory, { window }: QuestionOf<'peak'>): AnswerTo<'peak'> {
  let best: Peak | null = null;
  for (const { start, end } of daysOf(history, window)) {
    const found = peakOf(history, { since: start, until: end });
    if (found && (best === null || found.members > best.members)) best = found;
  }
  return best;
}

function peakOf(history: GuildHistory, { since, until }: Window): Peak | null {
  const { connection, generationId: generation } = history;
  const live = [...history.liveIn({ since, until })];
  const starts = [Float64Array.from(live, ({ start }) => start - since)];
  const ends = [Float64Array.from(live, ({ end }) => end - since)];
  for (const row of connection.named<Packed>(CLOSED, { since, until, generation })) {
    const closed = unpack(row);
    starts.push(closed.keys);
    ends.push(closed.amounts);
  }
  const most = mostAtOnce(sorted(starts), sorted(ends));
  return most && { ...most, at: since + most.at };
}

function mostAtOnce(starts: Float64Array, ends: Float64Array): Peak | null {
  let best: Peak | null = null;
  let left = 0;
  for (let index = 0; index < starts.length; index += 1) {
    const at = starts[index] ?? 0;
    // Who leaves at an instant is gone by then, so a change of channel is no second member.
    while ((ends[left] ?? Number.POSITIVE_INFINITY) <= at) left += 1;
    const members = index + 1 - left;
    if (best === null || members > best.members) best = { members, at };
  }
  return best;
}

function sorted(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let length = 0;
  for (const part of parts) {
    all.set(part, length);
    length += part.length;
  }
  return all.sort();
}

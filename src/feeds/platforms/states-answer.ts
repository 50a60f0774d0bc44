import type { SeriesState, StatesAnswer } from './platform';

/**
 * Which of the asked-for series an answer does not have. A row that could not be understood, or an answer without any
 * of many series, says nothing about a single one: a platform in trouble must not look like deleted series.
 */
export function statesAnswer(
  asked: readonly string[],
  { states, malformed }: { states: readonly SeriesState[]; malformed: readonly string[] },
): StatesAnswer {
  const wanted = new Set(asked);
  const own = states.filter(({ series }) => wanted.has(series.ref.sourceId));
  const present = new Set(own.map(({ series }) => series.ref.sourceId));
  const isDoubtful = malformed.length > 0 || (present.size === 0 && asked.length > 1);
  return { states: own, absent: isDoubtful ? [] : asked.filter((id) => !present.has(id)) };
}

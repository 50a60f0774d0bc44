import { Calendar } from '../calendar';
import type { CountingRules } from '../policy';

/** All that a count of a guild's history depends on besides the history, as it is stored with the generation. */
export interface CountingInputs {
  readonly timeZone: string;
  readonly dayStartHour: number;
  readonly uncountedStates: number;
  readonly minimumStayMs: number;
  /** Ignored themselves or by their category; in order. */
  readonly ignoredChannelIds: readonly string[];
  /** Ignored themselves or by a role; in order. */
  readonly ignoredUserIds: readonly string[];
}

export interface Counting {
  readonly rules: CountingRules;
  readonly calendar: Calendar;
}

const MOST_KNOWN = 1000;
const known = new Map<string, Counting>();

/** @param inputs JSON of `CountingInputs`. */
export function countingOf(inputs: string): Counting {
  const found = known.get(inputs);
  if (found) return found;
  const { timeZone, dayStartHour, uncountedStates, minimumStayMs, ignoredChannelIds, ignoredUserIds } =
    JSON.parse(inputs) as CountingInputs;
  const counting: Counting = {
    calendar: new Calendar(timeZone, dayStartHour),
    rules: {
      uncountedStates,
      minimumStayMs,
      ignoredChannelIds: new Set(ignoredChannelIds),
      ignoredUserIds: new Set(ignoredUserIds),
    },
  };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(inputs, counting);
  return counting;
}

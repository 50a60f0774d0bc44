import { DomainError, isSnowflake, toSnowflake } from '../../common';
import { buttonId, stringSelectId, type ValuesOf } from '../../discord';
import { readRange } from '../statistics/ranges';
import { readStatistic } from '../statistics/statistic';
import type { AskedFigures } from '../statistics/voice-figures';

/**
 * `who` is a member or `server`, `-` stands for no year. What is chosen takes the place of `part`, which is `statistic`,
 * `range` or `year`.
 */
export const STATS_MENU = stringSelectId('vc/stats/:part/:statistic/:range/:year/:who');

/** The same of somebody else: `who` is whose time it leads to. */
export const STATS_OF = buttonId('vc/stats-of/:statistic/:range/:year/:who');

/** As it stands in a custom id. */
export type StatsState = Readonly<Record<keyof ValuesOf<(typeof STATS_MENU)['pattern']>, string>>;

export function statsState(part: 'statistic' | 'range' | 'year', asked: AskedFigures): StatsState {
  return { part, ...askedState(asked) };
}

export function askedState({ statistic, range, year, userId }: AskedFigures): Omit<StatsState, 'part'> {
  return { statistic, range, year: String(year ?? '-'), who: userId ?? 'server' };
}

/**
 * What is asked for after a choice.
 * @throws DomainError when any of it is none of ours: the menu is of another version, or was made up.
 */
export function readStatsState(state: StatsState, chosen: string): AskedFigures {
  return readAsked({ ...state, [state.part]: chosen });
}

/** @throws DomainError when any of it is none of ours. */
export function readAsked(asked: Omit<StatsState, 'part'>): AskedFigures {
  const [statistic, range] = [readStatistic(asked.statistic), readRange(asked.range)];
  const isKnown = isYear(asked.year) && (asked.who === 'server' || isSnowflake(asked.who));
  if (statistic === null || range === null || !isKnown) {
    throw new DomainError(
      'stats-menu-outdated',
      'I do not know this choice any more. Please use `/vc stats` again.',
    );
  }
  return {
    ...{ statistic, range },
    year: asked.year === '-' ? null : Number(asked.year),
    userId: asked.who === 'server' ? null : toSnowflake(asked.who),
  };
}

function isYear(text: string): boolean {
  return text === '-' || /^20\d\d$/.test(text);
}

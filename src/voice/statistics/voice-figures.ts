import type { Snowflake } from '../../common';
import type { AnswersTo, AnswerTo, DayTotal, GuildDayTotal } from './questions';
import type { Range } from './ranges';
import type { Statistic } from './statistic';

export interface AskedFigures {
  readonly statistic: Statistic;
  readonly range: Range;
  /** Of the whole guild when null. */
  readonly userId: Snowflake | null;
  /** What the year at a glance shows instead of a range; the last with any time unless said. */
  readonly year: number | null;
}

/** What was asked, and what it was taken for. */
export interface FiguresContext {
  readonly asked: AskedFigures;
  /** The range ended before now. */
  readonly isOver: boolean;
  /** IANA name of the guild's zone, and the hour at which its days begin. */
  readonly timeZone: string;
  readonly dayStartHour: number;
  /** The figures still follow the settings from before a change. */
  readonly isRecounting: boolean;
  /** For the year at a glance: the shown year, and those with any time, the last first. */
  readonly year: number | null;
  readonly years: readonly number[];
}

export interface MemberFigures
  extends FiguresContext, Partial<AnswersTo<'channels' | 'hoursOfWeek' | 'memberRecords'>> {
  readonly userId: Snowflake;
  readonly totalMs: number;
  readonly days: readonly DayTotal[];
  readonly rank: number | null;
  readonly rankedMembers: number;
  readonly streaks: AnswerTo<'streaks'>;
}

export interface GuildFigures
  extends FiguresContext, Partial<AnswersTo<'channels' | 'hoursOfWeek' | 'peak' | 'guildRecords'>> {
  readonly userId: null;
  readonly totalMs: number;
  readonly days: readonly GuildDayTotal[];
  readonly activeMembers: number;
}

/** What a statistic says about a member or a guild, all of one instant; besides what all show, what it alone needs. */
export type VoiceFigures = MemberFigures | GuildFigures;

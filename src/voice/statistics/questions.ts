import type { Window } from './window';

/** What every question has: whose history, and what time it is. */
interface Question {
  readonly guildId: string;
  readonly window: Window;
  /** Epoch milliseconds; what is going on counts up to here. */
  readonly now: number;
  /** Members whom no answer names; their time is in everybody's sums all the same. */
  readonly hidden?: readonly string[];
  /** Another one when members were deleted: boards that were kept from before are not shown. */
  readonly revision?: number;
}

interface PageOf {
  readonly offset: number;
  readonly limit: number;
}

export interface RankedMember {
  /** From 1; equals share it. */
  readonly rank: number;
  readonly userId: string;
  readonly ms: number;
}

export interface Leaderboard {
  readonly entries: readonly RankedMember[];
  /** How many stand on it: those with any time who are not hidden. */
  readonly size: number;
  /** Everybody's time. */
  readonly totalMs: number;
  /** The one who asked; null without any time. */
  readonly own: RankedMember | null;
}

export interface DayTotal {
  /** The part of the guild's day that lies in the window. */
  readonly start: number;
  readonly end: number;
  /** By the calendar that the sums were made with: `2026-01-05`. */
  readonly date: string;
  readonly ms: number;
}

export interface GuildDayTotal extends DayTotal {
  readonly activeMembers: number;
  /** Per active member, whole milliseconds; 0 when there was none. */
  readonly averageMs: number;
}

export interface Peak {
  readonly members: number;
  /** The first instant of the most members at once. */
  readonly at: number;
}

export interface Streak {
  readonly days: number;
  /** The first day's start and the last day's end, as they lie in the window. */
  readonly start: number;
  readonly end: number;
  /** Their dates. */
  readonly from: string;
  readonly to: string;
}

export interface MemberRecords {
  readonly bestDay: DayTotal | null;
  /** The longest counted time in one channel without a break. */
  readonly longestStretch: {
    readonly start: number;
    readonly end: number;
    readonly channelId: string;
  } | null;
  readonly longestStreak: Streak | null;
}

export interface GuildRecords {
  readonly bestDay: GuildDayTotal | null;
  readonly mostActiveDay: GuildDayTotal | null;
  readonly bestMemberDay: (DayTotal & { readonly userId: string }) | null;
  readonly peak: Peak | null;
}

type OfMember = Question & { readonly userId: string };
type OfAnyone = Question & { readonly userId?: string };

/** Every question about voice time and its answer. Equals are in the order of their ids everywhere. */
export interface Questions {
  /** Active members are all those with any time, hidden or not. */
  leaderboard: [OfAnyone & PageOf, Leaderboard & { readonly activeMembers: number }];
  /** Time together with a member: counted time of both in the same channel at once. */
  partners: [OfMember & PageOf, Omit<Leaderboard, 'own'>];
  /** Days from the first one with counted time on; days without any in between are there. */
  memberDays: [OfMember, readonly DayTotal[]];
  guildDays: [Question, readonly GuildDayTotal[]];
  /** The most first. */
  channels: [OfAnyone, readonly { readonly channelId: string; readonly ms: number }[]];
  /** 168 sums, from Monday 00:00 by the guild's clock. */
  hoursOfWeek: [OfAnyone, readonly number[]];
  peak: [Question, Peak | null];
  /** Days in a row with counted time. The current one may end with the day before the window's last. */
  streaks: [OfMember, { readonly current: Streak | null; readonly longest: Streak | null }];
  memberRecords: [OfMember, MemberRecords];
  guildRecords: [Question, GuildRecords];
}

export type QuestionName = keyof Questions;
export type QuestionOf<Name extends QuestionName> = Questions[Name][0];
export type AnswerTo<Name extends QuestionName> = Questions[Name][1];

type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  each: infer All,
) => void
  ? All
  : never;
/** What several questions need together. */
export type QuestionOfAll<Name extends QuestionName> = Intersection<QuestionOf<Name>>;
export type AnswersTo<Name extends QuestionName> = { readonly [Each in Name]: AnswerTo<Each> };

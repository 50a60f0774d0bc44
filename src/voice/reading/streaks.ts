import type { AnswerTo, DayTotal, QuestionOf, Streak } from '../statistics/questions';
import { memberDays } from './days';
import type { GuildHistory } from './guild-history';

export function streaks(history: GuildHistory, question: QuestionOf<'streaks'>): AnswerTo<'streaks'> {
  return streaksOf(memberDays(history, question));
}

export function streaksOf(days: readonly DayTotal[]): AnswerTo<'streaks'> {
  const all: Streak[] = [];
  let running: Streak | null = null;
  for (const { start, end, date, ms } of days) {
    if (ms === 0) {
      running = null;
      continue;
    }
    if (running) all.pop();
    const first: Streak = running ?? { days: 0, start, end, from: date, to: date };
    running = { ...first, days: first.days + 1, end, to: date };
    all.push(running);
  }
  const last = all.at(-1);
  const today = days.at(-1);
  return {
    // A day that has not been used yet does not end a streak.
    current: last && today && (last.end === today.end || last.end === today.start) ? last : null,
    longest: all.reduce<Streak | null>(
      (best, streak) => (best && best.days >= streak.days ? best : streak),
      null,
    ),
  };
}

import type { QuestionName, QuestionOf } from '../statistics/questions';

export interface WorkerQuestion {
  readonly id: number;
  readonly name: QuestionName;
  readonly question: QuestionOf<QuestionName>;
}

/** An answer of undefined: the guild's history was not counted yet. */
export type WorkerAnswer = { readonly id: number } & (
  { readonly answer: unknown } | { readonly error: unknown }
);

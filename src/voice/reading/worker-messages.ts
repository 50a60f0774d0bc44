import type { QuestionName, QuestionOf } from '../statistics/questions';

export interface WorkerQuestion {
  readonly id: number;
  readonly names: readonly QuestionName[];
  /** Has what each of them needs. */
  readonly question: QuestionOf<QuestionName>;
}

/** Answers by name; undefined: the guild's history was not counted yet. */
export type WorkerAnswer = { readonly id: number } & (
  { readonly answers: Readonly<Record<string, unknown>> | undefined } | { readonly error: unknown }
);

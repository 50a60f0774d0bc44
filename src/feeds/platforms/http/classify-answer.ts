import { truncate } from '../../../common';
import type { HttpAnswer } from './http-client';
import { readRetryAt } from './retry-after';

/** AniList's block after too many requests lasts one minute (docs.anilist.co/guide/rate-limiting). */
const RATE_LIMIT_PAUSE_MS = 60_000;
/** A 403 is a closed door, not a question of patience: asking on is how addresses get banned. */
const FORBIDDEN_PAUSE_MS = 10 * 60_000;

/** An answer whose body has been decoded. */
export interface TextAnswer extends Pick<HttpAnswer, 'status' | 'headers'> {
  readonly text: string;
}

export interface Reading {
  /** Statuses beside 2xx whose JSON the caller wants to read itself. */
  readonly meaningful?: readonly number[];
  readonly forbiddenPauseMs?: number;
}

export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type Classified =
  | { readonly kind: 'json'; readonly answer: JsonAnswer }
  | {
      readonly kind: 'refused';
      readonly detail: string;
      /** No request may reach the host before this instant. */
      readonly closedUntil: Date | null;
      readonly retryable: boolean;
      /** False when the answer is about this very question: the next one may do well. */
      readonly isHostAtFault: boolean;
    };

/** What an answer means for the one who asked. */
export function classifyAnswer(
  answer: TextAnswer,
  now: Date,
  { meaningful = [], forbiddenPauseMs = FORBIDDEN_PAUSE_MS }: Reading = {},
): Classified {
  const { status } = answer;
  const detail = describe(answer);
  if (status === 403) {
    const pauseEnd = new Date(now.getTime() + forbiddenPauseMs);
    const retryAt = readRetryAt(answer.headers, now);
    return refused(detail, retryAt && retryAt > pauseEnd ? retryAt : pauseEnd);
  }
  if (status === 429) {
    return refused(detail, readRetryAt(answer.headers, now) ?? new Date(now.getTime() + RATE_LIMIT_PAUSE_MS));
  }
  if (status >= 500) {
    // On a 5xx the rate-limit headers are about something else; only Retry-After is about the fault.
    const closedUntil = readRetryAt({ 'retry-after': answer.headers['retry-after'] }, now);
    return { kind: 'refused', detail, closedUntil, retryable: closedUntil === null, isHostAtFault: true };
  }
  if ((status < 200 || status > 299) && !meaningful.includes(status)) {
    return { ...refused(detail, null), isHostAtFault: status < 400 };
  }
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(contentType(answer))) return refused(detail, null);
  try {
    return { kind: 'json', answer: { status, body: JSON.parse(answer.text) as unknown } };
  } catch {
    return refused(`broken JSON in ${detail}`, null);
  }
}

function refused(detail: string, closedUntil: Date | null): Extract<Classified, { kind: 'refused' }> {
  return { kind: 'refused', detail, closedUntil, retryable: false, isHostAtFault: true };
}

function contentType(answer: TextAnswer): string {
  const value = answer.headers['content-type'];
  return typeof value === 'string' ? value : '';
}

function describe(answer: TextAnswer): string {
  const start = truncate(answer.text.slice(0, 1_000).replace(/\s+/g, ' ').trim(), 200);
  return `${answer.status} ${contentType(answer) || 'without content type'}: ${start || 'empty body'}`;
}

import type { Snowflake } from '../common';

/** What came of one attempt to send, free of any client library. */
export type Answer =
  | { readonly type: 'accepted'; readonly channelId: Snowflake; readonly messageId: Snowflake }
  /**
   * An error was answered. `code` is Discord's JSON error code; null when the body had none, for then something between
   * us and Discord may have answered.
   */
  | {
      readonly type: 'rejected';
      readonly status: number;
      readonly code: number | null;
      readonly message: string;
      /** The permissions the bot lacks where it wanted to write; empty or absent when unknown. */
      readonly missing?: readonly string[];
    }
  | { readonly type: 'rate-limited'; readonly retryAfterMs: number }
  /** No answer: network error, time-out, dropped connection. Discord may have taken the message all the same. */
  | { readonly type: 'unanswered'; readonly message: string };

export type Verdict =
  | { readonly type: 'sent' }
  | { readonly type: 'retry'; readonly afterMs: number | null; readonly reason: string }
  /** This message will never be taken, the next one may: it is our mistake. */
  | { readonly type: 'refuse-message'; readonly reason: string }
  /** Nothing can be sent there until a person changes something. */
  | { readonly type: 'refuse-target'; readonly reason: string; readonly code: number };

/** Opening DMs too fast; Discord sends it with status 400 or 403, but it passes. */
const OPENING_DMS_TOO_FAST = 40003;
/** Refusals of the place and not of the message that Discord sends with status 400. */
const REFUSES_TARGET: readonly number[] = [
  50001, // Missing access
  50007, // Cannot send messages to this user
  50008, // Cannot send messages in a non-text channel
  50013, // Missing permissions
  50024, // Cannot execute this action on this channel type
  50033, // Invalid recipients
  40067, // A forum's post needs a tag, and there is none that we may apply
  50083, // The thread is archived
  160005, // The thread is locked
];
/** Discord's Cloudflare blocks us (403). */
const BLOCKED_BY_CLOUDFLARE = 40333;
/** After an answer that says nothing about message or target. A person has to mend it, and each attempt may count as invalid. */
const NO_VERDICT_RETRY_MS = 10 * 60_000;

/**
 * Whether an attempt is to be repeated. What Discord itself refused with 403 or 404 never is: it bans an address after 10,000
 * invalid answers in ten minutes (https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
 */
export function classifyAnswer(answer: Answer): Verdict {
  switch (answer.type) {
    case 'accepted':
      return { type: 'sent' };
    case 'unanswered':
      return { type: 'retry', afterMs: null, reason: answer.message };
    case 'rate-limited':
      return { type: 'retry', afterMs: answer.retryAfterMs, reason: 'rate limited' };
    case 'rejected':
      return classifyRejection(answer);
  }
}

function classifyRejection({ status, code, message }: Extract<Answer, { type: 'rejected' }>): Verdict {
  const reason = `${status} ${code ?? 'without a code'}: ${message}`;
  if (status >= 500 || status === 408 || status === 429 || code === OPENING_DMS_TOO_FAST) {
    return { type: 'retry', afterMs: null, reason };
  }
  // Whoever says it, it is about the body, which is as large at every attempt.
  if (status === 413) return { type: 'refuse-message', reason };
  if (status === 401 || code === null || code === BLOCKED_BY_CLOUDFLARE) {
    return { type: 'retry', afterMs: NO_VERDICT_RETRY_MS, reason };
  }
  if (status === 403 || status === 404 || REFUSES_TARGET.includes(code)) {
    return { type: 'refuse-target', reason, code };
  }
  return { type: 'refuse-message', reason };
}

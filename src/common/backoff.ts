/** How a wait grows from one failed attempt to the next. */
export interface BackoffPolicy {
  readonly baseMs: number;
  readonly capMs: number;
}

/**
 * Full jitter: a random share of an exponentially growing span, but never less than half the base,
 * so that a retry is never immediate
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 * @param attempt 1 for the wait after the first failure.
 * @returns milliseconds within [base / 2, cap].
 */
export function backoffDelayMs(
  policy: BackoffPolicy,
  attempt: number,
  random: () => number = Math.random,
): number {
  const span = Math.min(policy.capMs, policy.baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(Math.max(policy.baseMs / 2, random() * span));
}

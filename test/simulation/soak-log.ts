import type { LogLine } from './manner';

/** What the outages and kills of the simulation make a bot say; anything else at this level is a defect. */
const EXPECTED: readonly RegExp[] = [];

/** Lines of the level ERROR or FATAL that nothing in the simulation explains. */
export function unexpectedErrors(log: readonly LogLine[]): string[] {
  return log
    .map(({ text }) => text)
    .filter((text) => isError(text) && !EXPECTED.some((known) => known.test(text)));
}

/** Lines are JSON, except what Node itself prints. */
function isError(text: string): boolean {
  return /"level":(?:"(?:error|fatal)"|[56]0)|\b(?:ERROR|FATAL)\b/.test(text);
}

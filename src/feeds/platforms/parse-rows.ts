import { truncate } from '../../common';
import type { Release } from './platform';

/** What was made of a list of rows: one bad row never costs the others. */
export interface ParsedReleases {
  readonly releases: readonly Release[];
  /** The rows that were not understood, shortened, for the log. */
  readonly malformed: readonly string[];
}

export function describeRow(row: unknown): string {
  try {
    return truncate(JSON.stringify(row).slice(0, 1_000), 300);
  } catch {
    return 'a row nested too deep to be shown';
  }
}

import { truncate } from '../../common';
import type { Release, SeriesState } from './platform';

/** What was made of a list of rows: one bad row never costs the others. */
export interface ParsedReleases {
  readonly releases: readonly Release[];
  /** The rows that were not understood, shortened, for the log. */
  readonly malformed: readonly string[];
}

/** The same of a list of series. */
export interface ParsedStates {
  readonly states: readonly SeriesState[];
  readonly malformed: readonly string[];
}

/** Each row by itself; null is a row that was not understood. */
export function parseRows<T>(
  rows: readonly unknown[],
  parse: (row: unknown) => T | null,
): { readonly parsed: readonly T[]; readonly malformed: readonly string[] } {
  const parsed: T[] = [];
  const malformed: string[] = [];
  for (const row of rows) {
    const value = parse(row);
    if (value === null) malformed.push(describeRow(row));
    else parsed.push(value);
  }
  return { parsed, malformed };
}

export function describeRow(row: unknown): string {
  try {
    return truncate(JSON.stringify(row).slice(0, 1_000), 300);
  } catch {
    return 'a row nested too deep to be shown';
  }
}

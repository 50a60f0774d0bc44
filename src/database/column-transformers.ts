import type { ValueTransformer } from 'typeorm';

/** `Date` in code, UTC epoch milliseconds (INTEGER) in the database; null stays null. */
export const instant: ValueTransformer = {
  to: (value: Date | null | undefined): number | null | undefined =>
    value?.getTime() ?? (value as null | undefined),
  from: (value: number | null): Date | null => (value === null ? null : new Date(value)),
};

/** `boolean` in code, 0 or 1 (INTEGER) in the database. */
export const booleanInteger: ValueTransformer = {
  to: (value: boolean | undefined): number | undefined => (value === undefined ? undefined : Number(value)),
  from: (value: number): boolean => value !== 0,
};

/** Any JSON value in code, its text in the database; SQL NULL and `null` are the same. */
export const json: ValueTransformer = {
  to: (value: unknown): string | null | undefined => {
    if (value === undefined || value === null) return value;
    return JSON.stringify(value);
  },
  from: (value: string | null): unknown => (value === null ? null : (JSON.parse(value) as unknown)),
};

/** A list of words in code, comma-separated text in the database; the empty list is NULL. */
export const commaSeparated: ValueTransformer = {
  to: (value: readonly string[] | undefined): string | null | undefined => {
    if (value === undefined) return undefined;
    return value.length === 0 ? null : value.join(',');
  },
  from: (value: string | null): string[] =>
    (value ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
};

import { truncate } from '../../common';

/** Readers for JSON of others: each gives a value of the wanted kind or an empty one, and never throws. */

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object's members, or none. PHP servers such as MangaDex's write an empty object as `[]`. */
export function readRecord(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Trimmed text, or null where there is none. Half a surrogate pair would not survive the database. */
export function readText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return value.trim().toWellFormed() || null;
}

/** For what is stored by the thousand: a name of a megabyte is nonsense, but no reason to lose its row. */
export function readShortText(value: unknown, max: number): string | null {
  const text = readText(value);
  return text === null ? null : truncate(text.slice(0, max + 1).toWellFormed(), max);
}

export function readInteger(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null;
}

/** The first member that holds text. */
export function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) {
    const text = readText(value);
    if (text !== null) return text;
  }
  return null;
}

/** An https address, or null; http is lifted to https. */
export function readHttpsUrl(value: unknown): string | null {
  const text = readText(value);
  if (text === null || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol === 'http:') url.protocol = 'https:';
  return url.protocol === 'https:' ? url.href : null;
}

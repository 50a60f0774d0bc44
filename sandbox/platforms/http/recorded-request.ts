import type { IncomingHttpHeaders } from 'node:http';

/** Every value of a parameter under its name as it was written: `order[publishAt]`, `ids[]`. */
export type RecordedQuery = Readonly<Record<string, readonly string[]>>;

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: RecordedQuery;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; null where there was none. */
  body: unknown;
  /** Null while unanswered, and for ever when the connection was cut. */
  status: number | null;
}

export function queryOf(url: string): RecordedQuery {
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URL(url, 'http://localhost').searchParams) {
    (query[name] ??= []).push(value);
  }
  return query;
}

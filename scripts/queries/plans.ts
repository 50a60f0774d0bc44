import { type CheckedDatabase, withoutTexts } from './database';

export interface Scan {
  readonly table: string;
  /** The step of SQLite's plan: `SCAN feeds USING INDEX …`. */
  readonly step: string;
}

/** Steps of a plan that pass every row of a table or of an index (https://sqlite.org/eqp.html). */
export function scansOf(database: CheckedDatabase, sql: string): Scan[] {
  if (!/^\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH)\b/i.test(sql)) return [];
  const { tables } = database;
  const aliases = aliasesOf(sql, tables);
  const views = commonTablesOf(sql);
  return database.plan(sql).flatMap((step): Scan[] => {
    // The latter drives a search with all that a subquery without a condition has.
    const [, name] =
      /^SCAN "?(\w+)"?|^USING .* ON TABLE (\w+) FOR IN-OPERATOR/.exec(step)?.filter(Boolean) ?? [];
    if (name === undefined || /VIRTUAL TABLE|^SCAN CONSTANT ROW/.test(step)) return [];
    const meant = aliases.get(name) ?? (tables.has(name) ? [name] : []);
    if (meant.length === 0) return views.has(name) || isOfSqlite(name) ? [] : [{ table: name, step }];
    return meant.filter((table) => !isOfSqlite(table)).map((table) => ({ table, step }));
  });
}

/** A plan names the alias; one that stands for several tables is taken for each of them. */
function aliasesOf(sql: string, tables: ReadonlySet<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const mention = /(?:\b(?:FROM|JOIN|UPDATE|INTO)|,)\s+(?:"?\w+"?\.)?"?(\w+)"?\s+(?:AS\s+)?"?(\w+)"?/gi;
  for (const [, table = '', alias = ''] of withoutTexts(sql).matchAll(mention)) {
    const isKnown = tables.has(table) || isOfSqlite(table);
    if (isKnown && !KEYWORDS.has(alias.toUpperCase()))
      found.set(alias, [...new Set([...(found.get(alias) ?? []), table])]);
  }
  return found;
}

/** Subqueries and common table expressions, whose own steps have been seen. */
function commonTablesOf(sql: string): Set<string> {
  const code = withoutTexts(sql);
  const named = [...code.matchAll(/\b(\w+)\s*(?:\([\w\s,]*\))?\s+AS\s+(?:(?:NOT\s+)?MATERIALIZED\s+)?\(/gi)];
  const subqueries = [...code.matchAll(/\)\s+(?:AS\s+)?"?(\w+)"?/gi)];
  return new Set([...named, ...subqueries].map(([, name = '']) => name));
}

function isOfSqlite(name: string): boolean {
  return name.startsWith('sqlite_');
}

const KEYWORDS = new Set(
  'ON WHERE SET JOIN CROSS LEFT INNER USING ORDER GROUP LIMIT INDEXED NOT VALUES SELECT UNION DEFAULT'.split(
    ' ',
  ),
);

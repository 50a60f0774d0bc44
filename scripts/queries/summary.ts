import type { CallSites } from './call-sites';
import type { Rules } from './check';
import { type CheckedDatabase, withoutTexts } from './database';
import type { Issued } from './statements';

const MENTION = /\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:"?\w+"?\.)?"?(\w+)"?/gi;

/** How many statements were checked, from where, by table. */
export function summary(
  database: CheckedDatabase,
  statements: readonly Issued[],
  sites: CallSites,
  rules: Rules,
): string {
  const tables = new Map<string, number>();
  const different = [...new Set(statements.map(({ sql }) => sql))];
  for (const sql of different) {
    const mentioned = [...withoutTexts(sql).matchAll(MENTION)].map(([, table = '']) => table);
    for (const table of new Set(mentioned)) tables.set(table, (tables.get(table) ?? 0) + 1);
  }
  const rows = [...tables].filter(([table]) => database.tables.has(table)).sort((a, b) => b[1] - a[1]);
  const exceptions = rules.allowedScans.length + rules.madeAtRunTime.length;
  return [
    ...rows.map(([table, count]) => `${String(count).padStart(5)}  ${table}`),
    `${different.length} statements, issued at ${sites.sql.length + sites.made.length} places; ${exceptions} exceptions`,
  ].join('\n');
}

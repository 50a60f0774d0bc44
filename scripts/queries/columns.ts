import type { ColumnDefinition } from 'better-sqlite3';

import { type CheckedDatabase, withoutTexts } from './database';
import type { Field, Kind, RowShape } from './row-type';

/** What does not fit between the columns that a statement gives and the type that receives them. */
export function columnProblems(
  database: CheckedDatabase,
  sql: string,
  columns: readonly ColumnDefinition[],
  shape: RowShape,
): string[] {
  if (shape === null) return [];
  if (shape.as === 'any') return columns.length > 0 ? ['its rows are received as any'] : [];
  if (columns.length === 0) return ['it gives no rows, and rows are received'];
  if (shape.as === 'value') return fieldProblems(database, sql, shape.field, columns[0]);
  if (shape.as === 'tuple') {
    const { fields } = shape;
    if (fields.length !== columns.length)
      return [`it gives ${columns.length} columns, and ${fields.length} are received`];
    return fields.flatMap((field, index) => fieldProblems(database, sql, field, columns[index]));
  }
  const received = new Set(shape.fields.map(({ name }) => name));
  const names = columns.map(({ name }) => name);
  return [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `it gives ${name} twice`),
    // What a PRAGMA gives is not ours to choose.
    ...names
      .filter((name) => !received.has(name) && !/^\s*PRAGMA/i.test(sql))
      .map((name) => `nothing receives its column ${name}`),
    ...shape.fields.flatMap((field) => {
      const column = columns.find(({ name }) => name === field.name);
      return column ? fieldProblems(database, sql, field, column) : [`it gives no column ${field.name}`];
    }),
  ];
}

function fieldProblems(
  database: CheckedDatabase,
  sql: string,
  field: Field,
  column: ColumnDefinition | undefined,
): string[] {
  if (field.kind === 'anything' || !column) return [];
  const problems: string[] = [];
  const { name, type } = field;
  const wanted = kindsOf(column);
  if (!wanted.includes(field.kind))
    problems.push(`${name} is received as ${type}, and SQLite gives ${wanted.join(' or ')}`);
  const nullable = isNullable(database, sql, column);
  if (nullable === true && !field.nullable) problems.push(`${name} may be NULL, and its type is ${type}`);
  if (nullable === false && field.nullable) problems.push(`${name} is never NULL, and its type is ${type}`);
  return problems;
}

/** By the declared type of the column that it comes from; whatever an expression can be (https://sqlite.org/datatype3.html, 3.1). */
export function kindsOf({ name, type }: Pick<ColumnDefinition, 'name' | 'type'>): Kind[] {
  if (type === null) {
    if (/^(count|total|length|exists)\s*\(/i.test(name)) return ['number'];
    return ['string', 'number', 'bigint', 'bytes'];
  }
  if (/INT|BOOL/i.test(type)) return ['number'];
  if (/CHAR|CLOB|TEXT/i.test(type)) return ['string'];
  if (/REAL|FLOA|DOUB/i.test(type)) return ['number'];
  return type === '' || /BLOB/i.test(type) ? ['bytes'] : ['string', 'number', 'bytes'];
}

/** Null where the schema alone does not say: expressions, outer joins, and what a condition leaves out. */
function isNullable(database: CheckedDatabase, sql: string, column: ColumnDefinition): boolean | null {
  if (/^count\s*\(/i.test(column.name)) return false;
  // A subquery in place of a value is NULL where it has no row.
  const isSubquery = new RegExp(`^\\(|\\)\\s+AS\\s+"?${column.name.replace(/\W/g, '.')}"?(?!\\w)`, 'i');
  if (column.name.startsWith('(') || isSubquery.test(sql)) return null;
  const origin = database.columns.find(({ table, name }) => table === column.table && name === column.column);
  if (!origin) return null;
  const code = withoutTexts(sql);
  if (new RegExp(`\\b(LEFT|FULL|RIGHT)\\b[^()]*\\bJOIN\\s+(\\w+\\.)?"?${origin.table}\\b`, 'i').test(code))
    return null;
  const asksForValue = new RegExp(`\\b"?${origin.name}"?\\s*(IS NOT NULL|=|<|>|IN\\b)`, 'i').test(code);
  return origin.nullable && asksForValue ? null : origin.nullable;
}

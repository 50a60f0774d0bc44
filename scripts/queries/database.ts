import Database from 'better-sqlite3';

export interface TableColumn {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** SQLx's own table in a database of the original, which is read when that moves in. */
const OF_THE_ORIGINAL = `CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL,
  installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum BLOB NOT NULL,
  execution_time BIGINT NOT NULL)`;
const COLUMNS = `SELECT t.name AS "table", c.name, c.type, NOT (c."notnull" OR c.pk AND (t.wr OR c.type = 'INTEGER' COLLATE NOCASE)) AS nullable
  FROM pragma_table_list AS t, pragma_table_xinfo(t.name) AS c WHERE t.schema = 'main' AND t.type = 'table'`;
const CHILDREN = `SELECT t.name AS "table", f."from" AS "column", f."table" AS parent
  FROM sqlite_master AS t, pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table' AND f.seq = 0`;
const FIRST_COLUMNS = `SELECT c.name FROM pragma_index_list(?) AS i, pragma_index_info(i.name) AS c WHERE c.seqno = 0
  UNION SELECT name FROM pragma_table_info(?) WHERE pk = 1`;

/** The schema that statements are checked against, without rows. Nothing is run in it but what makes tables. */
export class CheckedDatabase {
  columns: readonly TableColumn[];
  private readonly file: Database.Database;

  /** @param path of a freshly migrated database; it is read only. */
  constructor(path: string) {
    this.file = new Database(':memory:');
    const migrated = new Database(path, { readonly: true });
    const schema = migrated
      .prepare(
        `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type DESC`,
      )
      .pluck()
      .all() as string[];
    migrated.close();
    for (const sql of schema) this.file.exec(sql);
    this.file.exec(OF_THE_ORIGINAL);
    // The voice check counts in a file beside the database.
    this.file.exec(`ATTACH ':memory:' AS separate`);
    for (const sql of schema)
      this.file.exec(sql.replace(/^(CREATE (?:UNIQUE )?(?:TABLE|INDEX)) /i, '$1 separate.'));
    this.columns = this.columnsNow();
  }

  get tables(): ReadonlySet<string> {
    return new Set(this.columns.map(({ table }) => table));
  }

  /** What other statements need to be there. */
  create(sql: string): void {
    this.file.exec(sql);
    this.columns = this.columnsNow();
  }

  prepare(sql: string): Database.Statement {
    return this.file.prepare(sql);
  }

  plan(sql: string): string[] {
    const { count, names } = parametersOf(sql);
    const nothing = Object.fromEntries(names.map((name) => [name, null]));
    const statement = this.file.prepare(`EXPLAIN QUERY PLAN ${sql}`);
    const rows = statement.all(...(names.length > 0 ? [nothing] : Array<null>(count).fill(null))) as {
      detail: string;
    }[];
    return rows.map(({ detail }) => detail);
  }

  /** Columns that SQLite looks up whenever a row of another table is deleted, and that have no index. */
  unindexedReferences(): string[] {
    const references = this.file.prepare(CHILDREN).all() as {
      table: string;
      column: string;
      parent: string;
    }[];
    return references
      .filter(({ table, column }) => {
        return !(this.file.prepare(FIRST_COLUMNS).pluck().all(table, table) as string[]).includes(column);
      })
      .map(({ table, column, parent }) => `${table}.${column} refers to ${parent} and has no index`);
  }

  private columnsNow(): TableColumn[] {
    const columns = this.file.prepare(COLUMNS).all() as (Omit<TableColumn, 'nullable'> & {
      nullable: number;
    })[];
    return columns.map((column) => ({ ...column, nullable: column.nullable === 1 }));
  }

  close(): void {
    this.file.close();
  }
}

/** How many `?` a statement has, and which names. */
export function parametersOf(sql: string): { readonly count: number; readonly names: readonly string[] } {
  const code = withoutTexts(sql);
  const names = [...code.matchAll(/[:@$]([a-z_]\w*)/gi)].map(([, name = '']) => name);
  return { count: code.split('?').length - 1, names: [...new Set(names)] };
}

/** Without comments and what stands in single quotes. */
export function withoutTexts(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|--.*|\/\*[^]*?\*\//g, "''");
}

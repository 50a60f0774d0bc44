import Database from 'better-sqlite3';

const BUSY_TIMEOUT_MS = 5_000;
const CACHE_KIBIBYTES = 64 * 1024;

type Value = string | number;

/** A connection of its own that cannot write; it sees what was committed. Prepares each statement once. */
export class ReadConnection {
  private readonly database: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();

  constructor(path: string) {
    this.database = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    this.database.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
  }

  /** Rows as arrays, in the order of the columns. */
  rows<Row extends readonly unknown[]>(sql: string, ...parameters: Value[]): Row[] {
    return this.prepared(sql).all(...parameters.map(bound)) as Row[];
  }

  named<Row extends readonly unknown[]>(sql: string, parameters: Readonly<Record<string, Value>>): Row[] {
    const entries = Object.entries(parameters).map(([name, value]) => [name, bound(value)]);
    return this.prepared(sql).all(Object.fromEntries(entries)) as Row[];
  }

  /** All that `work` reads is as it was at one instant. */
  snapshot<T>(work: () => T): T {
    return this.database.transaction(work).deferred();
  }

  /** Changes whenever another connection commits. */
  version(): number {
    return this.database.pragma('data_version', { simple: true }) as number;
  }

  close(): void {
    this.database.close();
  }

  private prepared(sql: string): Database.Statement {
    const known = this.statements.get(sql) ?? this.database.prepare(sql).raw();
    this.statements.set(sql, known);
    return known;
  }
}

/** Numbers here are whole. The driver gives every number to SQLite as a float, and what is made of floats is one. */
function bound(value: Value): string | bigint {
  return typeof value === 'number' ? BigInt(value) : value;
}

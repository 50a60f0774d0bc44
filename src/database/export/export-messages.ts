/** What the thread is told. Paths are absolute. */
export interface ExportOrder {
  readonly databasePath: string;
  /** Empty, and there. */
  readonly folder: string;
  /** What no file gets larger than. */
  readonly mostBytes: number;
}

/** One statement that reads, and what its rows are called. */
export interface ExportQuery {
  readonly title: string;
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

export interface QueryOrder extends ExportOrder {
  readonly name: string;
  readonly queries: readonly ExportQuery[];
}

export interface ExportProgress {
  readonly table: string;
  /** Of all tables together. */
  readonly rows: number;
  readonly totalRows: number;
}

export interface ExportedFile {
  readonly table: string;
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

export type ExportMessage =
  { readonly progress: ExportProgress } | { readonly files: readonly ExportedFile[] };

import type { RowCounts } from '../sqlite-file';

/** What `maintenance.worker` does. */
export type MaintenanceTask =
  | { readonly do: 'back-up'; readonly path: string; readonly backup: string }
  | { readonly do: 'check'; readonly path: string }
  | { readonly do: 'tidy'; readonly path: string };

/** What it answers: rows by table, what is wrong, or bytes given back. */
export interface MaintenanceResults {
  readonly 'back-up': RowCounts;
  readonly check: readonly string[];
  readonly tidy: number;
}

export type MaintenanceMessage =
  /** Share of the pages that are copied, 0 to 1. */
  | { readonly progress: number }
  | { readonly result: MaintenanceResults[MaintenanceTask['do']] }
  | { readonly failed: string };

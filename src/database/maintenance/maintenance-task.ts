/** What `maintenance.worker` does. */
export type MaintenanceTask =
  | { readonly do: 'back-up'; readonly path: string; readonly backup: string }
  | { readonly do: 'tidy'; readonly path: string };

import { readFileSync } from 'node:fs';

interface Panel {
  readonly title: string;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string; readonly refId: string }[];
}

/** What the panels of a dashboard ask for. Throws where it is none or two panels lie on each other. */
export function dashboardExpressions(path: string): string[] {
  const { panels, title, schemaVersion } = JSON.parse(readFileSync(path, 'utf8')) as {
    title: string;
    schemaVersion: number;
    panels: readonly Panel[];
  };
  if (!title || !schemaVersion) throw new Error(`${path} is not a dashboard`);
  const taken = new Set<string>();
  for (const { title: name, gridPos } of panels) {
    if (gridPos.x + gridPos.w > 24) throw new Error(`${name} is wider than the dashboard`);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        if (taken.has(`${x},${y}`)) throw new Error(`${name} lies on another panel`);
        taken.add(`${x},${y}`);
      }
  }
  return panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
}

/** Names of metrics in an expression of PromQL, as we write them. */
export function metricsIn(expression: string): string[] {
  const bare = expression.replace(/\{[^}]*\}/g, '').replace(/\b(by|without)\s*\([^)]*\)/g, '');
  return [...bare.matchAll(/\b(?:pwrbot|nodejs|process)_\w+|\bup\b/g)].map(([name]) => name);
}

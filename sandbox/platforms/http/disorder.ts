/** Gives numbers in [0, 1). */
export type Dice = () => number;

const REPEATED = 0.2;

/**
 * The same JSON answer with the rows of its lists in another order and some of them twice, as caches and shifting pages
 * make it. What belongs to one row stays as it is.
 */
export function inDisorder(json: string, dice: Dice): string {
  return JSON.stringify(disordered(JSON.parse(json), dice));
}

function disordered(value: unknown, dice: Dice): unknown {
  if (Array.isArray(value)) return shuffled(value, dice);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, disordered(field, dice)]));
}

function shuffled(rows: readonly unknown[], dice: Dice): unknown[] {
  return [...rows, ...rows.filter(() => dice() < REPEATED)]
    .map((row) => ({ row, rank: dice() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ row }) => row);
}

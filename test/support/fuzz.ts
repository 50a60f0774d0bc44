/** Of everything that is left to chance in a run; the titles of such tests show it. `FUZZ_SEED` repeats a run. */
export const FUZZ_SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_000);

/** For `fc.assert`. `FUZZ_FACTOR` makes a run so many times as thorough. */
export function fuzzed(numRuns: number): { readonly seed: number; readonly numRuns: number } {
  return { seed: FUZZ_SEED, numRuns: numRuns * Number(process.env.FUZZ_FACTOR ?? 1) };
}

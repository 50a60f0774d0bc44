import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why a contract test does not run, as the title of the test that is skipped. */
const WITHOUT_SPECIFICATIONS = 'needs API_SPECS_DIR to name a folder with the official specifications';

/**
 * The text of an official specification, or null where `API_SPECS_DIR` is not set.
 * @throws Error when it is set but the file is not there: a wrong path must not look like a pass.
 */
export function readSpecification(fileName: string): string | null {
  const folder = process.env.API_SPECS_DIR;
  if (folder === undefined || folder === '') return null;
  const path = join(folder, fileName);
  if (!existsSync(path)) throw new Error(`API_SPECS_DIR is set, but ${path} does not exist`);
  return readFileSync(path, 'utf8');
}

/** Declares tests that need official specifications; where they are not at hand, one skipped test says what is missing. */
export function describeAgainst<Contracts extends readonly object[]>(
  contracts: { readonly [K in keyof Contracts]: Contracts[K] | null },
  title: string,
  tests: (...contracts: Contracts) => void,
): void {
  describe(title, () => {
    if (contracts.includes(null)) it.skip(WITHOUT_SPECIFICATIONS, () => undefined);
    else tests(...(contracts as unknown as Contracts));
  });
}

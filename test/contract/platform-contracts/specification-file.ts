import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why a contract test does not run, as the title of the test that is skipped. */
export const WITHOUT_SPECIFICATIONS = 'needs API_SPECS_DIR to name a folder with the official specifications';

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

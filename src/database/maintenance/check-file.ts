import { sqliteCode } from '../sqlite-code';
import { integrityProblems, readingFile } from '../sqlite-file';

/** What is wrong with a database, a sentence each; a bot may be running on it. */
export function checkDatabase(path: string): string[] {
  try {
    return readingFile(path, integrityProblems);
  } catch (error) {
    // A page that cannot be read at all is an error rather than a finding.
    if (sqliteCode(error) !== null) return [String(error)];
    throw error;
  }
}

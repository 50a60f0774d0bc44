import Database from 'better-sqlite3';

/** Begins to write to the file, as a database browser with unsaved changes does, and goes on until its input ends. */
const file = new Database(process.argv[2] ?? '');
file.exec('BEGIN IMMEDIATE');
process.stdout.write('locked');
process.stdin.resume().on('end', () => {
  file.exec('ROLLBACK');
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { DataSource } from 'typeorm';

import { check, collect, type Rules } from '../../../scripts/queries/check';
import { CheckedDatabase } from '../../../scripts/queries/database';
import { recordStatements } from '../../../scripts/queries/record';
import { Source } from '../../../scripts/queries/source';

const PRELUDE = `import type { EntityManager } from 'typeorm';\ndeclare const manager: EntityManager;\n`;
const RULES: Rules = { smallTables: {}, allowedScans: [], madeAtRunTime: [], wrappers: [] };

/** Where a fixture would be, if it were written to the disk. */
export const fixturePath = (name: string): string => resolve(__dirname, `${name}.fixture.ts`);

/** Small sources, one program of them all, and a schema of their own. */
export class Fixtures {
  readonly source: Source;
  readonly database: CheckedDatabase;
  private readonly folder = mkdtempSync(join(tmpdir(), 'queries-'));

  constructor(schema: string, codes: Readonly<Record<string, string>>) {
    const path = join(this.folder, 'schema.db');
    const file = new Database(path);
    file.exec(schema);
    file.close();
    this.database = new CheckedDatabase(path);
    const texts = Object.fromEntries(
      Object.entries(codes).map(([name, code]) => [fixturePath(name), PRELUDE + code]),
    );
    this.source = new Source(Object.keys(texts), texts);
  }

  /** What the check says about one of the sources, without where it is. */
  problemsOf(name: string, rules: Partial<Rules> = {}): string[] {
    const all = { ...RULES, ...rules };
    const { problems, statements } = collect(this.source, all);
    return this.of(name, [...problems, ...check(this.database, statements, all)]);
  }

  /** What of it TypeORM makes, when no sample reaches it. */
  async unreached(name: string): Promise<string[]> {
    const dataSource = await new DataSource({ type: 'better-sqlite3', database: ':memory:' }).initialize();
    try {
      const { problems } = await recordStatements(dataSource, [], collect(this.source, RULES).sites);
      return this.of(name, [...problems]);
    } finally {
      await dataSource.destroy();
    }
  }

  close(): void {
    this.database.close();
    rmSync(this.folder, { recursive: true });
  }

  private of(name: string, problems: readonly string[]): string[] {
    const place = relative(resolve(__dirname, '../../..'), fixturePath(name));
    return problems
      .filter((problem) => problem.startsWith(place))
      .map(
        (problem) =>
          problem
            .slice(place.length)
            .replace(/^(:\d+)?: /, '')
            .split('\n', 1)[0] ?? '',
      );
  }
}

import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import ts from 'typescript';

import { entities } from '../ormconfig';
import { dataSourceOptions, openDatabase } from '../src/database';
import { check, collect } from './queries/check';
import { CheckedDatabase } from './queries/database';
import { entityProblems } from './queries/entities';
import { recordStatements } from './queries/record';
import { repositories } from './queries/repositories';
import { rules } from './queries/rules';
import { Source } from './queries/source';
import { summary } from './queries/summary';

/** Fails, naming the lines, when a statement that the code can issue does not fit the schema that the migrations build. */
async function main(): Promise<void> {
  Logger.overrideLogger(['warn', 'error', 'fatal']);
  const folder = mkdtempSync(join(tmpdir(), 'queries-check-'));
  const path = join(folder, 'migrated.db');
  const dataSource = await openDatabase({ ...dataSourceOptions(path), entities });
  try {
    const database = new CheckedDatabase(path);
    const ours = rules([...database.tables]);
    const source = new Source(sources());
    const { problems, statements: written, sites } = collect(source, ours);
    const recorded = await recordStatements(dataSource, repositories, sites);
    const statements = [...written, ...recorded.statements];
    const found = [
      ...problems,
      ...recorded.problems,
      ...check(database, statements, ours),
      ...entityProblems(source, database, dataSource),
    ];
    console.log(summary(database, statements, sites, ours));
    if (found.length === 0) return;
    console.error(['Queries that do not hold:', ...found].join('\n  '));
    process.exitCode = 1;
  } finally {
    await dataSource.destroy();
    rmSync(folder, { recursive: true });
  }
}

/** What is part of the bot or its commands. Migrations are frozen, and run whenever this is. */
function sources(): string[] {
  const root = resolve(__dirname, '..');
  return ['src', 'scripts']
    .flatMap((folder) => ts.sys.readDirectory(join(root, folder), ['.ts']))
    .filter((file) => !file.endsWith('.spec.ts') && !file.startsWith(join(root, 'scripts/queries/')));
}

void main();

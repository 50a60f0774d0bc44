import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { entities } from '../ormconfig';
import { schemaDifferences } from './schema-differences';

/** Fails, listing the differences, when the migrations do not build what the entities say. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'schema-check-'));
  try {
    const differences = await schemaDifferences(folder, entities);
    if (differences.length === 0) {
      console.log('The migrations build what the entities say.');
    } else {
      console.error(['The migrations do not build what the entities say:', ...differences].join('\n  '));
      process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();

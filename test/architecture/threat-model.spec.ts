import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/threat-model.md');
/** A proof: the test's file and in quotes its title, or the beginning of one that has rows. */
const PROOF = /`([^`]+\.spec\.ts)`: “([^”]+)”/g;

interface Threat {
  readonly name: string;
  readonly proofs: readonly (readonly [path: string, title: string])[];
}

/** The rows of every table whose last column is «Proved by». */
function threatsIn(document: string): Threat[] {
  return document
    .split('\n')
    .filter((line) => /^\| (?!Threat|-)/.test(line))
    .map((line) => {
      const cells = line.split('|').slice(1, -1);
      const proofs = [...(cells.at(-1) ?? '').matchAll(PROOF)];
      return {
        name: cells[0]?.trim() ?? '',
        proofs: proofs.map(([, path = '', title = '']) => [path, title]),
      };
    });
}

/** What is wrong with a row; empty when each of its proofs is there. */
function problemsOf({ name, proofs }: Threat): string[] {
  if (proofs.length === 0) return [`${name}: no test`];
  return proofs.flatMap(([path, title]) => {
    if (!existsSync(join(ROOT, path))) return [`${name}: there is no ${path}`];
    return readFileSync(join(ROOT, path), 'utf8').includes(title)
      ? []
      : [`${name}: ${path} has no test “${title}”`];
  });
}

describe('docs/threat-model.md', () => {
  it('has a test for each threat, by its file and title', () => {
    const threats = threatsIn(readFileSync(DOCUMENT, 'utf8'));
    expect(threats.length).toBeGreaterThan(25);
    expect(threats.flatMap(problemsOf)).toEqual([]);
  });

  it('would be found out with a row that has no test, no file or no such title', () => {
    const own = 'test/architecture/threat-model.spec.ts';
    const other = 'test/architecture/production-build.spec.ts';
    const document = [
      '| Threat | Proved by |',
      '| A | by hope |',
      '| B | `test/none.spec.ts`: “x” |',
      `| C | \`${other}\`: “no such title” |`,
      `| D | \`${own}\`: “has a test for each threat” |`,
    ].join('\n');
    expect(threatsIn(document).flatMap(problemsOf)).toEqual([
      'A: no test',
      'B: there is no test/none.spec.ts',
      `C: ${other} has no test “no such title”`,
    ]);
  });
});

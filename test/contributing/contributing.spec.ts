import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { applyBlock, blocksOf } from './apply-blocks';

const ROOT = resolve(__dirname, '../..');
/** What the examples change or what looks at it. */
const COPIED = [
  'bench',
  'jest.config.mjs',
  'migrations',
  'nest-cli.json',
  'ormconfig.ts',
  'package.json',
  'sandbox',
  'scripts',
  'src',
  'test',
  'tsconfig.build.json',
  'tsconfig.json',
  '.dependency-cruiser.cjs',
  'eslint.config.mjs',
];

describe('the examples of CONTRIBUTING.md', () => {
  const blocks = blocksOf(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8'));
  const written = blocks.filter(({ kind }) => kind === 'ts').map(({ path }) => path);
  const specs = written.filter((path) => path.endsWith('.spec.ts'));
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-contributing-'));
    for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const block of blocks) applyBlock(folder, block);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (...words: readonly string[]): string => {
    try {
      return execFileSync('npx', ['--no-install', ...words], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(`${words.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
    }
  };

  it('are three: a command, a platform, a migration', () => {
    expect(specs).toHaveLength(3);
    expect(written.length).toBeGreaterThan(specs.length);
  });

  it('compile', () => {
    run('tsc', '--noEmit', '-p', '.');
  });

  it('keep to the rules for code and for imports', () => {
    run('eslint', ...written);
    run('depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'migrations', 'sandbox', 'ormconfig.ts');
  });

  it('pass their tests', () => {
    run('jest', ...specs);
  });

  it('have a schema that is what the entities say', () => {
    run('node', '-r', '@swc-node/register', 'scripts/schema-check.ts');
  });

  it('register the command with Discord, described in every language', () => {
    run('nest', 'build');
    run('jest', 'test/e2e/meta/languages.spec.ts');
    expect(readFileSync(join(folder, 'test/e2e/everything/feed.cases.ts'), 'utf8')).toContain("'feed count'");
  });
});

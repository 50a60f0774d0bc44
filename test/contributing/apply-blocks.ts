import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A block of code in a page: a whole file, or differences of one. */
export interface Block {
  readonly kind: 'ts' | 'diff';
  readonly path: string;
  readonly text: string;
}

/** The blocks that name a file: ```` ```ts src/main.ts ````. */
export function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```(ts|diff) (\S+)\n([\s\S]*?)^```$/gm)].map(
    ([, kind, path = '', text = '']) => ({
      kind: kind === 'diff' ? 'diff' : 'ts',
      path,
      text,
    }),
  );
}

/** @throws Error when a file is there already, or when what a difference changes is not there exactly once. */
export function applyBlock(folder: string, { kind, path, text }: Block): void {
  const file = join(folder, path);
  if (kind === 'ts') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  } else
    writeFileSync(
      file,
      hunksOf(text).reduce((content, hunk) => replaceOnce(content, hunk, path), readFileSync(file, 'utf8')),
    );
}

interface Hunk {
  readonly before: string;
  readonly after: string;
}

function hunksOf(text: string): Hunk[] {
  return text.split(/^@@\n/m).map((hunk) => {
    const lines = hunk.split('\n').slice(0, -1);
    const withSign = (signs: string): string =>
      lines
        .filter((line) => line === '' || signs.includes(line.charAt(0)))
        .map((line) => `\n${line.slice(1)}`)
        .join('');
    return { before: withSign(' -'), after: withSign(' +') };
  });
}

/** Whole lines only: a newline stands before each, and after the last. */
function replaceOnce(content: string, { before, after }: Hunk, path: string): string {
  const parts = `\n${content}`.split(`${before}\n`);
  const [head = '', tail = ''] = parts;
  if (parts.length !== 2)
    throw new Error(`In ${path} this is there ${parts.length - 1} times instead of once:${before}`);
  return `${head}${after}\n${tail}`.slice(1);
}

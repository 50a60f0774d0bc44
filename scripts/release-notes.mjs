import { readFileSync } from 'node:fs';

/** `node scripts/release-notes.mjs v0.1.0` prints that version's section of CHANGELOG.md; code 1 where there is none. */
const version = (process.argv[2] ?? '').replace(/^v/, '');
const sections = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8')
  .split(/^## /m)
  .slice(1);
const section = sections.find((text) => text.startsWith(`[${version}]`));
const notes = section
  ?.split('\n')
  .slice(1)
  .join('\n')
  .replace(/^\[.*\]: .*$/gm, '')
  .trim();
if (!notes) {
  console.error(`CHANGELOG.md has no section [${version}]`);
  process.exitCode = 1;
} else console.log(notes);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly version: string;
  readonly homepage: string;
}

/** `package.json` stands beside `src` and, for the compiled code, one level above it. */
function manifest(): Manifest {
  for (const up of ['../..', '../../..']) {
    try {
      return JSON.parse(readFileSync(join(__dirname, up, 'package.json'), 'utf8')) as Manifest;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error('package.json was not found beside the code');
}

export const { version: VERSION, homepage: HOMEPAGE } = manifest();

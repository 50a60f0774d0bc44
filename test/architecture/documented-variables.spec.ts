import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { environmentOf, parseDockerfile } from '../../scripts/image/dockerfile';
import { Environment } from '../../src/config/environment';

const ROOT = resolve(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the variables of the configuration', () => {
  const variables = Object.keys(
    new Environment(Object.fromEntries(declaredVariables().map((name) => [name, 'x']))),
  ).sort();

  it('are those of the table in README.md', () => {
    const named = [...read('README.md').matchAll(/^\| `([A-Z][A-Z_]+)` +\|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(variables);
  });

  it('are what .env.example, the image and the unit set', () => {
    const example = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
    const unit = [...read('deploy/pwr-bot.service').matchAll(/^Environment=([A-Z_]+)=/gm)];
    const image = parseDockerfile(read('Dockerfile')).flatMap((stage) => Object.keys(environmentOf(stage)));
    const set = [...example, ...unit.map(([, name = '']) => name), ...image];
    expect(example).toContain('DISCORD_TOKEN');
    expect(set.filter((name) => name !== 'NODE_ENV' && !variables.includes(name))).toEqual([]);
  });
});

/** Named like the properties that the class has: it copies what it knows. */
function declaredVariables(): string[] {
  return [...read('src/config/environment.ts').matchAll(/^ {2}readonly ([A-Z_]+)\?/gm)].map(
    ([, name = '']) => name,
  );
}

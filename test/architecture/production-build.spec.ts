import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

describe('what is built for production', () => {
  it('holds the bot and its migrations, and nothing of the sandbox, the tests or the tools', async () => {
    const names = await readdir(join(__dirname, '../../dist'));
    const kinds = new Set(names.map((name) => name.replace(/(\.d)?\.(js|ts)(\.map)?$/, '')));
    expect([...kinds].sort()).toEqual(['migrations', 'ormconfig', 'src']);
  });
});

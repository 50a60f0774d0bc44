import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';

import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

interface Line {
  readonly level: string;
  readonly time: string;
  readonly context: string;
  readonly msg: string;
}

/** Throws where a line is none of ours. */
function parse(text: string): Line[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

function files(stage: Stage): string {
  const folder = join(stage.folder, 'logs');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
}

const PRINTING_LIBRARY = `
  process.once('SIGTERM', () => {
    console.warn('A tick is %d ms late\\nfor', 9, { job: 1 });
    console.error('It breaks');
    process.emitWarning('It is old', 'DeprecationWarning');
  });
`;

describe('Logs', () => {
  const it = onStage({ alone: true, together: true, started: false });

  it('are the same lines of JSON on the console and in files, from the first to the last', async (stage) => {
    const bot = await stage.start({ LOG_FORMAT: 'json', LOGS_PATH: join(stage.folder, 'logs') });
    await stage.until(() => bot.log.includes('Told Discord about'));
    await stage.stop();
    const lines = parse(bot.log);
    expect(files(stage)).toBe(bot.log);
    expect(lines[0]).toMatchObject({
      level: 'info',
      context: 'Main',
      msg: expect.stringMatching(/^pwr-bot .* starts$/) as string,
    });
    expect(lines.at(-1)).toMatchObject({ msg: 'SIGTERM: stopping' });
    expect(lines.map(({ context }) => context)).toContain('Gateway');
  });

  it('have as lines what libraries and Node print by themselves', async (stage) => {
    const library = join(stage.folder, 'library.cjs');
    await writeFile(library, PRINTING_LIBRARY);
    const bot = await stage.start({
      LOG_FORMAT: 'json',
      LOG_LEVEL: 'debug',
      NODE_OPTIONS: `--require ${library}`,
    });
    await stage.stop();
    const printed = parse(bot.log).filter(({ context }) => context === 'Console' || context === 'Node');
    expect(printed.map(({ level, msg }) => `${level}: ${msg}`)).toEqual(
      expect.arrayContaining([
        'debug: A tick is 9 ms late\\nfor { job: 1 }',
        'error: It breaks',
        'warn: DeprecationWarning: It is old',
      ]),
    );
  });

  it('have the reason of a start that failed as their last line', async (stage) => {
    await writeFile(stage.databasePath, 'A picture. '.repeat(100));
    const bot = stage.launch({ LOG_FORMAT: 'json', LOGS_PATH: join(stage.folder, 'logs') });
    expect(await stage.exitCode()).toBe(1);
    expect(parse(bot.log).at(-1)).toMatchObject({
      level: 'fatal',
      msg: expect.stringContaining(stage.databasePath) as string,
    });
    expect(files(stage)).toBe(bot.log);
  });

  it('go on on the console where no files can be', async (stage) => {
    await writeFile(join(stage.folder, 'a-file'), '');
    const bot = await stage.start({ LOGS_PATH: join(stage.folder, 'a-file', 'logs') });
    expect(bot.log).toMatch(/WARN: \[Log\] Log files cannot be written to .*a-file\/logs \(ENOTDIR\)/);
    expect(bot.log).toContain('Logged in as');
    await stage.stop();
  });

  it('tell of a feed without the key in its address, and a name from outside begins no line', async (stage) => {
    const site = await Site.open();
    try {
      const variables = { LOG_LEVEL: 'verbose', ALLOW_PRIVATE_FEEDS: site.origin };
      const bot = await stage.start({ ...variables, LOG_FORMAT: 'json' });
      const { member } = stage.community();
      const link = `${site.origin}/rss/0a1b2c3d4e5f6a7b8c9d?apikey=hunter2`;
      expect(await stage.as(member).subscribe(link, 'dm')).toContain('Feed');
      site.titles.push('Two\n{"level":"fatal"}\u2028{"level":"fatal"}');
      const database = new Database(stage.databasePath);
      database.exec('UPDATE web_feeds SET next_read_at = 0');
      database.close();
      await stage.until(() => bot.log.includes('1 new'));
      await stage.stop();
      expect(bot.log).toContain(`${site.origin}/rss/[redacted]?apikey=[redacted]: 1 new`);
      expect(bot.log).not.toMatch(/hunter2|0a1b2c3d4e5f6a7b8c9d|\u2028/);
      expect(parse(bot.log).every(({ level }) => level !== 'fatal')).toBe(true);
    } finally {
      site.close();
    }
  });
});

/** A feed that anybody with the address may read. */
class Site {
  readonly titles = ['One'];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Site> {
    const server = createServer((_request, response) => {
      const items = site.titles.map((title, n) => `<item><guid>${n}</guid><title>${title}</title></item>`);
      response.setHeader('content-type', 'application/rss+xml');
      response.end(
        `<rss version="2.0"><channel><title>Feed</title>${items.reverse().join('')}</channel></rss>`,
      );
    }).listen(0, '127.0.0.1');
    const site = new Site(server);
    await once(server, 'listening');
    return site;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

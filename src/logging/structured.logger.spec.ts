import { pino } from 'pino';

import { consoleStream } from './console-stream';
import { openLog } from './open-log';
import { oneLine } from './safe-text';

// Made for this test; nobody ever had it.
const TOKEN = `${'A'.repeat(24)}.${'b'.repeat(6)}.${'C'.repeat(27)}-ours`;
const OTHER_TOKEN = `MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.${'x1Y2'.repeat(8)}`;

type Format = 'json' | 'pretty';

async function logOf(format: Format, logLevel: 'log' | 'verbose' = 'log') {
  let said = '';
  const config = { discordToken: TOKEN, logLevel, logFormat: format, logsPath: null, logsKept: 1 } as const;
  const logger = await openLog(config, { write: (line) => (said += line) });
  return { logger, lines: () => said.split('\n').slice(0, -1), said: () => said };
}

describe.each<Format>(['json', 'pretty'])('The log as %s', (format) => {
  it('is quiet about how Nest is wired and about errors that are explained elsewhere, and not about others', async () => {
    const quiet = await logOf(format);
    quiet.logger.log('AppModule dependencies initialized', 'InstanceLoader');
    quiet.logger.log('Starting Nest application...', 'NestFactory');
    quiet.logger.error('Boom', 'Error: Boom\n    at here', 'ExceptionHandler');
    quiet.logger.error('Unable to connect', 'TypeOrmModule');
    quiet.logger.debug('Detail', 'Feeds');
    expect(quiet.said()).toBe('');
    quiet.logger.log('Logged in', 'Gateway');
    quiet.logger.error('Broken', 'Error: Broken\n    at here', 'Feeds');
    expect(quiet.said()).toMatch(/Gateway.*Logged in/);
    expect(quiet.said()).toMatch(/Broken[^]*at here/);

    const talkative = await logOf(format, 'verbose');
    talkative.logger.log('AppModule dependencies initialized', 'InstanceLoader');
    talkative.logger.error('Boom', 'Error: Boom\n    at here', 'ExceptionHandler');
    expect(talkative.said()).toMatch(/AppModule[^]*Boom/);
  });

  it.each<[string, string, string?]>([
    ['the token of the bot', `refused ${TOKEN}`],
    ['its token in an address', `GET https://example.com/${encodeURIComponent(TOKEN)}/x`],
    ['a token of another bot', `Bot said ${OTHER_TOKEN}`, OTHER_TOKEN],
    [
      'the token of a webhook',
      'PATCH https://discord.com/api/v10/webhooks/123456789012345678/aW50ZXJhY3Rpb246MTI',
      'aW50ZXJhY3Rpb246MTI',
    ],
    [
      'the token of an interaction',
      'POST /interactions/123456789012345678/aW50ZXJhY3Rpb246MTI/callback',
      'aW50ZXJhY3Rpb246MTI',
    ],
    ['a header', 'Authorization: Bot hunter2', 'hunter2'],
    ['a header as JSON', '{"authorization":"Bearer hunter2"}', 'hunter2'],
    ['a scheme', 'sent Bearer abcdefghijklmnopqrstuvwxyz012345', 'abcdefghijklmnopqrstuvwxyz012345'],
    ['a cookie', 'set-cookie: sid=hunter2; path=/', 'hunter2'],
    ['credentials of a feed', 'https://anna:hunter2@example.com/feed.xml: 2 new', 'hunter2'],
    ['a password with an @ in it', 'https://anna:p@hunter2@example.com/feed.xml', 'hunter2'],
    ['a key of a feed', 'https://example.com/rss?cat=1&apikey=hunter2&x=hunter2', 'hunter2'],
    ['a query without names', 'GET example.com/rss?0a1b2c3d4e5f6a7b8c9d: 404', '0a1b2c3d4e5f6a7b8c9d'],
    ['a key in a path', 'GET example.com/rss/0a1b2c3d4e5f6a7b8c9d/feed.xml: 404', '0a1b2c3d4e5f6a7b8c9d'],
    ['a fragment', 'https://example.com/#access_token=hunter2', 'hunter2'],
    ['a name and a value', 'failed with DISCORD_TOKEN=hunter2', 'hunter2'],
  ])('keeps %s out of messages, objects and stacks', async (_what, text, secret = TOKEN) => {
    const { logger, said } = await logOf(format);
    logger.log(text, 'Test');
    logger.warn('With an object', { nested: [{ of: text }], [text]: 1 }, 'Test');
    logger.error('With a stack', `Error: ${text}\n    at here`, 'Test');
    logger.error(new Error('With a cause', { cause: new Error(text) }), 'Test');
    logger.error('With a reason', { reason: new Error(text) }, 'Test');
    logger.fatal(new Error(text), 'Test');
    expect(said()).toContain('[redacted]');
    expect(said()).not.toContain(secret);
  });

  it('keeps secrets out of objects by their names', async () => {
    const { logger, said } = await logOf(format);
    logger.warn(
      'Sent',
      { headers: { Authorization: 'hunter2', Cookie: 'hunter2' }, token: 'hunter2', ok: 'kept' },
      'T',
    );
    expect(said()).not.toContain('hunter2');
    expect(said()).toContain('kept');
  });

  it('leaves what a host needs to understand it', async () => {
    const { logger, said } = await logOf(format);
    const kept = [
      'Discord refused the token. Copy the present one from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN.',
      'GET api.mangadex.org/manga/f9c33607-9180-4ba6-b85c-e4b5faee7192: 503',
      'Backed up 12 rows to /srv/pwr-bot/data/backups/data-2026-01-05T04-30-00Z.db',
      'Message 123456789012345678 was not taken (Missing Access); again in 2000 ms',
      'Port 9464 on 127.0.0.1 (EADDRINUSE): change HTTP_HOST or HTTP_PORT',
    ];
    for (const line of kept) logger.log(line, 'Test');
    for (const line of kept) expect(said()).toContain(line);
  });

  it('shows what could pass for another line, steer a terminal or turn the text around', async () => {
    const { logger, lines, said } = await logOf(format);
    const forged =
      'Innocent\r\n[2026-01-05 04:30:00.000] \u001b[32mINFO\u001b[0m: [Gateway] forged \u202e\u2066\u200f\u2028\u0085\u009b2K\u0000';
    logger.log(forged, 'Feeds');
    logger.log('Innocent', forged);
    logger.warn('An object', { name: forged, [forged]: 1 }, 'Feeds');
    logger.error('A stack', `Error: ${forged}\n    at here`, 'Feeds');
    // One line an entry; in pretty also those of the object and of the stack, indented.
    const begun = lines().filter((line) => !line.startsWith('    '));
    expect(begun).toHaveLength(4);
    expect(begun.some((line) => /^\[2026-01-05/.test(line))).toBe(false);
    expect(said()).not.toMatch(
      // eslint-disable-next-line no-control-regex -- they are what must not be there
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]/,
    );
    expect(said()).toContain('forged');
  });

  it('bounds a line, whatever is in it', async () => {
    const { logger, said } = await logOf(format);
    const circle: Record<string, unknown> = { big: 1n };
    circle.self = circle;
    logger.warn('x'.repeat(1_000_000), circle, 'Test');
    logger.error('A stack', `Error\n${'    at here\n'.repeat(100_000)}`, 'Test');
    expect(said().length).toBeLessThan(60_000);
    expect(said()).toContain('Test');
  });
});

describe('The log', () => {
  it('as JSON has an object a line with level, time, context and message', async () => {
    const { logger, lines } = await logOf('json');
    logger.error('Broken', 'Error: Broken\n    at here', 'Feeds');
    expect(JSON.parse(lines()[0] ?? '')).toEqual({
      level: 'error',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      context: 'Feeds',
      msg: 'Broken',
      stack: 'Error: Broken\n    at here',
    });
  });

  it('as text says level, context and message, and indents the stack', async () => {
    const { logger, lines } = await logOf('pretty');
    logger.error('Broken', 'Error: Broken\n    at here', 'Feeds');
    const [head, ...rest] = lines();
    expect(head).toMatch(/^\[[\d-]+ [\d:.]+\] ERROR: \[Feeds\] Broken$/);
    expect(rest).toEqual(['    Error: Broken', '    at here']);
  });

  it('is coloured where that is wanted only', async () => {
    let said = '';
    const to = { write: (line: string) => (said += line) };
    pino({}, await consoleStream({ format: 'pretty', colors: true, to })).info('Green');
    // eslint-disable-next-line no-control-regex -- a colour
    expect(said).toMatch(/\u001b\[32mINFO/);
  });

  it('shows names that are merely foreign as they are', () => {
    for (const name of ['葬送のフリーレン', 'Škola — 2ª', 'مرحبا', '👩‍🚀 launches'])
      expect(oneLine(name)).toBe(name);
  });
});

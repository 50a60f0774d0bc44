import { Logger } from '@nestjs/common';

import type { Fault } from '../../../sandbox/platforms';
import { StreamCursorRepository } from '../../../src/feeds';
import { UnitOfWork } from '../../../src/database';
import { HOUR, labelsOf, ReadingBench } from './reading-bench';

jest.setTimeout(60_000);

const headers = { 'content-type': 'application/json' };
const answer = (body: string | object): Fault => ({ status: 200, headers, body });
const faults: readonly (readonly [string, Fault])[] = [
  ['HTML', { status: 200, body: '<html>Just a moment...</html>' }],
  ['half of the JSON', { truncate: true }],
  ['a text', answer('"ok"')],
  ['a number', answer('7')],
  ['null', answer('null')],
  ['an empty object', answer('{}')],
  ['a list', answer([])],
  ['null fields', answer({ result: 'ok', total: null, data: null })],
  ['lists for objects', answer({ data: [], result: [], total: [] })],
  [
    'objects for lists',
    answer({ result: 'ok', total: 1, data: { series: { media: {} }, Page: { airingSchedules: {} } } }),
  ],
  ['ten megabytes', answer({ result: 'ok', data: [], total: 0, filler: 'x'.repeat(10_000_000) })],
  ['a thousand levels', answer(`{"data":${'['.repeat(1_000)}${']'.repeat(1_000)}}`)],
  ['bytes that are no text', answer('\u0000\ufffd\u0001')],
];

describe('a source that answers nonsense', () => {
  let bench: ReadingBench;
  let warn: jest.SpyInstance;
  beforeAll(async () => {
    bench = await ReadingBench.start();
    const [manga, anime] = [bench.world.addManga({}), bench.world.addAnime({})];
    await bench.follow(manga.url, anime.url);
    await bench.minutes(3);
    warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await bench.close();
  });

  const snapshot = () =>
    bench
      .get(UnitOfWork)
      .reader.query(
        'SELECT (SELECT json_group_array(json_array(id, name, state, next_check_at)) FROM feeds) AS feeds, (SELECT COUNT(*) FROM feed_items) AS items',
      );
  const cursors = async () =>
    (await bench.get(StreamCursorRepository).listAll()).map(({ stream, cursorAt }) => [stream, cursorAt]);

  it.each(faults)('is survived with one line for each stream and no change: %s', async (_what, fault) => {
    await bench.minutes(40, 20); // Past every pause, and once more in health.
    const before = [await snapshot(), await cursors()];
    warn.mockClear();
    bench.platforms.anilist.faults.next(fault);
    bench.platforms.mangadex.faults.next({ ...fault, times: 2 });
    expect(labelsOf(await bench.tick(11 * 60_000))).toEqual([]);
    expect([await snapshot(), await cursors()]).toEqual(before);
    const lines = warn.mock.calls.map(([line]) => String(line));
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line.length).toBeLessThan(500);
  });

  it('loses nothing by it', async () => {
    const manga = bench.world.addManga({});
    await bench.follow(manga.url);
    bench.platforms.mangadex.faults.next({ ...answer('null'), times: 2 });
    bench.world.publishChapter(manga.id, { chapter: '1' });
    expect(labelsOf(await bench.tick())).toEqual([]);
    expect(labelsOf(await bench.tick(HOUR))).toEqual(['Chapter 1']);
  });
});

import { toSnowflake } from '../../../src/common';
import { UnitOfWork } from '../../../src/database';
import { FeedItemRepository, FeedSubscriptionRepository } from '../../../src/feeds';
import { PlatformRegistry } from '../../../src/feeds/platforms';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { DAY, labelsOf, member, ReadingBench } from './reading-bench';

jest.setTimeout(60_000);

describe('what is made of releases', () => {
  let bench: ReadingBench;
  beforeAll(async () => {
    bench = await ReadingBench.start();
  });
  afterAll(() => bench.close());

  it('marks chapters added far below the newest ones as older, and tells them', async () => {
    const manga = bench.world.addManga({});
    for (let n = 96; n <= 100; n += 1)
      bench.world.publishChapter(manga.id, { chapter: String(n), at: bench.at(-n * DAY) });
    await bench.follow(manga.url);
    for (const chapter of ['1', '2', '97.5', '101']) bench.world.publishChapter(manga.id, { chapter });
    const told = await bench.tick();
    expect(told.map(({ number, isBackfill }) => [number, isBackfill]).sort()).toEqual([
      ['1', true],
      ['101', false],
      ['2', true],
      ['97.5', false],
    ]);
  });

  it('takes for older only what is far below the newest chapters in its own language', async () => {
    const [manga, other] = [bench.world.addManga({}), bench.world.addManga({})];
    const reader = { type: 'dm' as const, targetId: toSnowflake('200000000000000002') };
    await bench.get(SubscriptionService).subscribe(reader, [other.url], { languages: ['es'] });
    for (const [language, newest] of [
      ['en', 60],
      ['es', 100],
    ] as const) {
      for (const chapter of [newest - 2, newest - 1, newest]) {
        bench.world.publishChapter(manga.id, { chapter: String(chapter), at: bench.at(-DAY), language });
      }
    }
    await bench.follow(manga.url);
    for (const chapter of ['3', '61']) bench.world.publishChapter(manga.id, { chapter });
    const told = await bench.tick();
    expect(told.map(({ number, isBackfill }) => [number, isBackfill]).sort()).toEqual([
      ['3', true],
      ['61', false],
    ]);
  });

  it('is not misled by one chapter with a mistyped number', async () => {
    const manga = bench.world.addManga({});
    for (const chapter of ['5', '6', '7', '888']) {
      bench.world.publishChapter(manga.id, { chapter, at: bench.at(-DAY) });
    }
    await bench.follow(manga.url);
    bench.world.publishChapter(manga.id, { chapter: '8' });
    expect(await bench.tick()).toMatchObject([{ number: '8', isBackfill: false }]);
  });

  it('tells each volume whose numbers start anew, as new, and each of its chapters once', async () => {
    const manga = bench.world.addManga({ chapterNumbersResetOnNewVolume: true });
    for (let n = 1; n <= 20; n += 1)
      bench.world.publishChapter(manga.id, { volume: '1', chapter: String(n), at: bench.at(-DAY) });
    await bench.follow(manga.url);
    for (const chapter of ['1', '2', '3']) bench.world.publishChapter(manga.id, { volume: '2', chapter });
    const told = await bench.tick();
    expect(labelsOf(told).sort()).toEqual(['Vol. 2 Chapter 1', 'Vol. 2 Chapter 2', 'Vol. 2 Chapter 3']);
    expect(told.some(({ isBackfill }) => isBackfill)).toBe(false);
    bench.world.publishChapter(manga.id, { volume: '1', chapter: '2', groups: ['Others'] });
    bench.world.publishChapter(manga.id, { volume: '2', chapter: '2', groups: ['Others'] });
    expect(labelsOf(await bench.tick())).toEqual([]);
  });

  it('tells no chapter again that was stored before its numbers were known to start anew', async () => {
    const manga = bench.world.addManga({ chapterNumbersResetOnNewVolume: false });
    bench.world.publishChapter(manga.id, { volume: '1', chapter: '1', title: 'Tide', at: bench.at(-DAY) });
    await bench.follow(manga.url);
    bench.world.publishChapter(manga.id, { volume: '1', chapter: '2', title: 'Ebb' });
    expect(labelsOf(await bench.tick())).toEqual(['Vol. 1 Chapter 2: Ebb']);
    bench.world.updateManga(manga.id, { chapterNumbersResetOnNewVolume: true });
    for (const chapter of ['1', '2'])
      bench.world.publishChapter(manga.id, { volume: '1', chapter, groups: ['Others'] });
    expect(labelsOf(await bench.tick())).toEqual([]);
    bench.world.publishChapter(manga.id, { volume: '2', chapter: '1' });
    expect(labelsOf(await bench.tick())).toEqual(['Vol. 2 Chapter 1']);
  });

  it('takes a bulk upload for new, in order', async () => {
    const manga = bench.world.addManga({});
    await bench.follow(manga.url);
    const numbers = Array.from({ length: 40 }, (_, index) => String(index + 1));
    for (const chapter of numbers) bench.world.publishChapter(manga.id, { chapter });
    const told = await bench.tick();
    expect(told.map(({ number }) => number)).toEqual(numbers);
    expect(told.some(({ isBackfill }) => isBackfill)).toBe(false);
  });

  it('reads the languages that subscriptions want, from the next read on', async () => {
    const manga = bench.world.addManga({});
    await bench.follow(manga.url);
    bench.world.publishChapter(manga.id, { chapter: '1', language: 'pt-br' });
    expect(labelsOf(await bench.tick())).toEqual([]);
    const feed = await bench.feed('MangaDex', manga.id);
    await bench
      .get(UnitOfWork)
      .run(() =>
        bench.get(FeedSubscriptionRepository).setOptions(feed.id, 1, { languages: ['en', 'pt-br'] }),
      );
    bench.world.publishChapter(manga.id, { chapter: '2', language: 'pt-br' });
    expect(labelsOf(await bench.tick())).toContain('Chapter 2');
    bench.world.publishChapter(manga.id, { chapter: '2', language: 'en' });
    expect(labelsOf(await bench.tick())).toEqual([]);
    const chapter = { feedId: feed.id, key: `${manga.id}|2` };
    const items = await bench.get(FeedItemRepository).listByLogicalKeys([chapter]);
    expect(items.map(({ language }) => language).sort()).toEqual(['en', 'pt-br']);
  });

  it('notes who may only be told in age-restricted places', async () => {
    const adult = bench.world.addManga({ contentRating: 'pornographic' });
    const anime = bench.world.addAnime({ isAdult: true });
    const tame = bench.world.addManga({ contentRating: 'suggestive' });
    await bench.follow(adult.url, anime.url, tame.url);
    expect((await bench.feed('MangaDex', adult.id)).isAdult).toBe(true);
    expect((await bench.feed('AniList Anime', anime.id)).isAdult).toBe(true);
    expect((await bench.feed('MangaDex', tame.id)).isAdult).toBe(false);
  });

  it('follows the series of a chapter link, and of any page of an anime', async () => {
    const manga = bench.world.addManga({ title: 'Behind a link' });
    const chapter = bench.world.publishChapter(manga.id, { chapter: '1' });
    const anime = bench.world.addAnime({});
    await bench.follow(`${chapter.url}/7?x=1`, `${anime.url}/Some-Name/watch`);
    expect((await bench.feed('MangaDex', manga.id)).name).toBe('Behind a link');
    const nobody = 'https://mangadex.org/chapter/00000000-0000-4000-8000-00000000dead';
    const subscriptions = bench.get(SubscriptionService);
    expect(await subscriptions.subscribe(member, [nobody])).toMatchObject([
      { type: 'failed', message: expect.stringContaining('no chapter') as string },
    ]);
    bench.platforms.mangadex.faults.next({ status: 404, body: '<html>' });
    await expect(bench.get(PlatformRegistry).resolve(chapter.url)).rejects.toThrow('does not answer');
  });
});

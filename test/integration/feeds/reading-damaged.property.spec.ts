import fc from 'fast-check';

import { UnitOfWork } from '../../../src/database';
import { type FeedItemEntity, FeedRepository } from '../../../src/feeds';
import { PlatformRegistry } from '../../../src/feeds/platforms';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { UpcomingService } from '../../../src/feeds/subscriptions/upcoming.service';
import { FUZZ_SEED, fuzzed } from '../../support/fuzz';
import { anyDamage, badRows, damaged } from './nonsense';
import { DAY, member, MINUTE, ReadingBench } from './reading-bench';

jest.setTimeout(60_000);

type Rewrite = (answer: unknown) => unknown;

describe(`a platform whose answers are damaged (FUZZ_SEED=${FUZZ_SEED})`, () => {
  let bench: ReadingBench;
  let mangaId: string;
  let animeId: number;
  let count = 0;
  beforeAll(async () => {
    bench = await ReadingBench.start();
    const [manga, anime] = [bench.world.addManga({}), bench.world.addAnime({})];
    [mangaId, animeId] = [manga.id, anime.id];
    await bench.follow(manga.url, anime.url);
    await bench.minutes(3);
  });
  afterAll(() => bench.close());

  const rewrite = (change: Rewrite, times = 1): void => {
    bench.platforms.anilist.faults.next({ rewrite: change, times });
    bench.platforms.mangadex.faults.next({ rewrite: change, times });
  };
  const clear = (): void => {
    bench.platforms.anilist.faults.clear();
    bench.platforms.mangadex.faults.clear();
  };
  /** A chapter on MangaDex, one that it links to, and an episode. @returns the keys of what is to be told of them. */
  const publish = (): string[] => {
    const onSite = bench.world.publishChapter(mangaId, { chapter: `${(count += 1)}` });
    const linkOnly = bench.world.publishChapter(mangaId, {
      chapter: `${(count += 1)}`,
      externalUrl: `https://example.org/${count}`,
      at: Date.UTC(2037, 11, 31),
      createdAt: bench.at(),
    });
    bench.world.airEpisode(animeId, count);
    return [onSite.id, linkOnly.id, `${animeId}:${count}`];
  };
  const keysOf = (items: readonly FeedItemEntity[]): string[] => items.map(({ itemKey }) => itemKey);

  it('tells what is good beside any bad row', async () => {
    await fc.assert(
      fc.asyncProperty(badRows, async (change) => {
        const expected = publish();
        rewrite(change, 2);
        const told = keysOf(await bench.tick(11 * MINUTE));
        clear();
        expect(told.sort()).toEqual(expected.sort());
      }),
      fuzzed(40),
    );
  });

  it('learns about, finds and follows what is good beside any bad row', async () => {
    await fc.assert(
      fc.asyncProperty(badRows, async (change) => {
        const title = `Number ${(count += 1)}`;
        const anime = { romaji: title, english: null, native: null };
        bench.world.updateManga(mangaId, { titles: { en: title } });
        bench.world.updateAnime(animeId, { titles: anime });
        const feeds = bench.get(FeedRepository);
        await bench.get(UnitOfWork).run(async () => {
          for (const { id } of await feeds.listAll()) await feeds.update(id, { nextCheckAt: new Date(0) });
        });
        await bench.tick(11 * MINUTE);
        // One platform a turn, and none in the minute of a stream that was read because something was due.
        rewrite(change, 9);
        const names = async (): Promise<string[]> => [
          (await bench.feed('MangaDex', mangaId)).name,
          (await bench.feed('AniList Anime', animeId)).name,
        ];
        for (let minute = 0; minute < 5; minute += 1) await bench.tick();
        expect(await names()).toEqual([title, title]);
        rewrite(change, 9);
        const found = await bench.get(PlatformRegistry).search(title);
        expect(found.map((match) => match.title)).toEqual([title, title]);
        clear();
      }),
      fuzzed(15),
    );
  });

  it('knows what is out already beside any bad row', async () => {
    await fc.assert(
      fc.asyncProperty(badRows, async (change) => {
        const [manga, anime] = [bench.world.addManga({}), bench.world.addAnime({})];
        bench.world.publishChapter(manga.id, { chapter: '7', at: bench.at(-DAY) });
        bench.world.scheduleEpisode(anime.id, 7, bench.at(-DAY));
        rewrite(change, 9);
        const outcomes = await bench.get(SubscriptionService).subscribe(member, [manga.url, anime.url]);
        clear();
        expect(outcomes).toMatchObject([{ latest: 'Chapter 7' }, { latest: 'Episode 7' }]);
        await bench.get(SubscriptionService).unsubscribe(member, [manga.url, anime.url]);
      }),
      fuzzed(15),
    );
  });

  it('shows what is coming beside any bad row', async () => {
    await fc.assert(
      fc.asyncProperty(badRows, async (change) => {
        const chapter = bench.world.publishChapter(mangaId, {
          chapter: `${(count += 1)}`,
          publishAt: bench.at(2 * DAY),
        });
        bench.world.scheduleEpisode(animeId, count, bench.at(3 * DAY));
        bench.clock.pass(6 * MINUTE);
        rewrite(change, 9);
        const { releases, silent } = await bench.get(UpcomingService).list(member, 1);
        clear();
        bench.world.removeChapter(chapter.id);
        bench.world.removeEpisode(animeId, count);
        expect(silent).toEqual([]);
        expect(releases.map(({ label }) => label)).toEqual([`Chapter ${count}`, `Episode ${count}`]);
      }),
      fuzzed(15),
    );
  });

  // A row that is not understood is read again for the half an hour by which reads of MangaDex overlap.
  it('tells everything once in the end, whatever of its answers is replaced for twenty minutes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDamage, { minLength: 1, maxLength: 3 }), async (damages) => {
        const expected: string[] = [];
        const told: string[] = [];
        for (const damage of damages) {
          expected.push(...publish());
          rewrite((body) => damaged(body, damage), 3);
          told.push(...keysOf(await bench.tick(7 * MINUTE)));
          clear();
        }
        for (let tick = 0; tick < 4; tick += 1) told.push(...keysOf(await bench.tick(10 * MINUTE)));
        expect(told.sort()).toEqual(expected.sort());
      }),
      fuzzed(15),
    );
  });
});

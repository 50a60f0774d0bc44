import { toSnowflake } from '../../../src/common';
import { UnitOfWork } from '../../../src/database';
import { FeedRepository } from '../../../src/feeds';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { DAY, HOUR, MINUTE, ReadingBench } from './reading-bench';

describe('series that end or vanish', () => {
  let bench: ReadingBench;
  beforeAll(async () => {
    bench = await ReadingBench.start();
  });
  afterAll(() => bench.close());

  /** Days in which the bot ticks a few times each, enough for every check that is due. */
  async function days(count: number): Promise<string[]> {
    const told: string[] = [];
    for (let day = 0; day < count; day += 1) {
      told.push(...(await bench.minutes(4)));
      bench.clock.pass(DAY - 4 * MINUTE);
    }
    return [...told, ...(await bench.minutes(4))];
  }

  it('completes an anime whose last episode has aired, and opens it again for a new one', async () => {
    const anime = bench.world.addAnime({ episodes: 2 });
    bench.world.scheduleEpisode(anime.id, 1, bench.at(-7 * DAY));
    bench.world.scheduleEpisode(anime.id, 2, bench.at(2 * HOUR));
    await bench.follow(anime.url);
    bench.clock.pass(2 * HOUR);
    expect(await bench.minutes(15)).toEqual(['Episode 2']);
    bench.world.updateAnime(anime.id, { status: 'FINISHED' });
    await days(1);
    expect((await bench.feed('AniList Anime', anime.id)).state).toBe('active');
    await days(3);
    expect(await bench.feed('AniList Anime', anime.id)).toMatchObject({ state: 'completed' });
    expect(await bench.endingsOf('AniList Anime', anime.id)).toEqual(['completed']);
    bench.world.airEpisode(anime.id, 3);
    expect(await bench.minutes(12)).toEqual(['Episode 3']);
    const { state, endedSince } = await bench.feed('AniList Anime', anime.id);
    expect(state).toBe('active');
    expect(endedSince?.getTime() ?? bench.at()).toBeGreaterThan(bench.at(-HOUR));
  });

  it('completes a manga when the last chapter is here in a wanted language, and not before', async () => {
    const manga = bench.world.addManga({ status: 'completed', lastChapter: '12' });
    bench.world.publishChapter(manga.id, { chapter: '11', at: bench.at(-DAY) });
    await bench.follow(manga.url);
    bench.world.publishChapter(manga.id, { chapter: '12', language: 'fr' });
    await days(3);
    expect((await bench.feed('MangaDex', manga.id)).state).toBe('active');
    bench.world.publishChapter(manga.id, { chapter: '12' });
    expect(await days(3)).toEqual(['Chapter 12']);
    const asked = () =>
      bench.platforms.mangadex.requests.filter(({ query }) => query['ids[]']?.includes(manga.id)).length;
    expect((await bench.feed('MangaDex', manga.id)).state).toBe('completed');
    const before = asked();
    await days(5);
    expect(asked()).toBe(before);
    expect(await bench.endingsOf('MangaDex', manga.id)).toEqual(['completed']);
  });

  it('waits for the last chapter in the language of each follower, if anything is out in it', async () => {
    const [manga, other] = [
      bench.world.addManga({ status: 'completed', lastChapter: '100' }),
      bench.world.addManga({}),
    ];
    const person = (id: string) => ({ type: 'dm' as const, targetId: toSnowflake(id) });
    const [spanish, french] = [person('200000000000000002'), person('200000000000000003')];
    const subscriptions = bench.get(SubscriptionService);
    await subscriptions.subscribe(spanish, [other.url], { languages: ['es'] });
    bench.world.publishChapter(manga.id, { chapter: '100', at: bench.at(-DAY), language: 'es' });
    bench.world.publishChapter(manga.id, { chapter: '60', at: bench.at(-DAY) });
    await bench.follow(manga.url);
    await days(3);
    await subscriptions.subscribe(spanish, [manga.url], { languages: ['es'] });
    await subscriptions.subscribe(french, [manga.url], { languages: ['fr'] });
    bench.world.publishChapter(manga.id, { chapter: '61' });
    expect(await days(3)).toEqual(['Chapter 61']);
    expect(await bench.endingsOf('MangaDex', manga.id)).toEqual([]);
    bench.world.publishChapter(manga.id, { chapter: '100' });
    expect(await days(3)).toEqual(['Chapter 100']);
    expect(await bench.endingsOf('MangaDex', manga.id)).toEqual(['completed', 'completed', 'completed']);
  });

  it('tells an end once, whatever other groups add of what is out', async () => {
    const manga = bench.world.addManga({ status: 'completed', lastChapter: '12' });
    for (const chapter of ['10', '11', '12']) {
      bench.world.publishChapter(manga.id, { chapter, at: bench.at(-DAY), groups: ['First'] });
    }
    await bench.follow(manga.url);
    await days(3);
    for (const chapter of ['10', '12']) {
      bench.world.publishChapter(manga.id, { chapter, groups: ['Second'] });
      expect(await days(3)).toEqual([]);
    }
    bench.world.publishChapter(manga.id, { chapter: null, title: 'Extra' });
    expect(await days(3)).toEqual(['Oneshot: Extra']);
    expect(await bench.endingsOf('MangaDex', manga.id)).toEqual(['completed']);
    const { id } = await bench.feed('MangaDex', manga.id);
    await bench.get(UnitOfWork).run(() => bench.get(FeedRepository).update(id, { state: 'gone' }));
    bench.world.publishChapter(manga.id, { chapter: '11', groups: ['Second'] });
    await bench.tick();
    expect((await bench.feed('MangaDex', manga.id)).state).toBe('active');
  });

  it('takes a series for gone only after three days of misses while others are there', async () => {
    const [gone, other] = [bench.world.addManga({}), bench.world.addManga({})];
    await bench.follow(gone.url, other.url);
    bench.world.removeManga(gone.id);
    await days(2);
    expect(await bench.feed('MangaDex', gone.id)).toMatchObject({ state: 'active' });
    expect((await bench.feed('MangaDex', gone.id)).missingCount).toBeGreaterThan(0);
    await days(3);
    expect(await bench.feed('MangaDex', gone.id)).toMatchObject({ state: 'gone' });
    await days(3);
    expect(await bench.endingsOf('MangaDex', gone.id)).toEqual(['gone']);
    expect(await bench.endingsOf('MangaDex', other.id)).toEqual([]);
    expect(await bench.feed('MangaDex', other.id)).toMatchObject({ state: 'active', missingCount: 0 });
  });

  it('takes nothing for gone while the platform shows none of its series', async () => {
    const manga = bench.world.addManga({});
    await bench.follow(manga.url);
    const all = bench.world.manga.list().map(({ id }) => id);
    for (const id of all) bench.world.removeManga(id);
    await days(5);
    expect(await bench.feed('MangaDex', manga.id)).toMatchObject({ state: 'active', missingCount: 0 });
  });
});

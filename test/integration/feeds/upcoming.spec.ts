import { toSnowflake } from '../../../src/common';
import { UnitOfWork } from '../../../src/database';
import { FeedRepository } from '../../../src/feeds';
import { PauseService } from '../../../src/feeds/health/pause.service';
import { SubscriptionOptionsService } from '../../../src/feeds/subscriptions/subscription-options.service';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { UpcomingService } from '../../../src/feeds/subscriptions/upcoming.service';
import { DAY, HOUR, MINUTE, ReadingBench } from './reading-bench';

describe('what is coming', () => {
  let bench: ReadingBench;
  let people = 0;
  beforeAll(async () => {
    bench = await ReadingBench.start();
  });
  afterEach(() => {
    bench.platforms.anilist.faults.clear();
    bench.platforms.mangadex.faults.clear();
    // Past all pauses and all that is remembered.
    bench.clock.pass(HOUR);
  });
  afterAll(() => bench.close());

  /** Somebody new who follows these. */
  async function follower(...links: string[]) {
    const targetId = toSnowflake(String(200_000_000_000_000_100n + BigInt((people += 1))));
    const target = { type: 'dm' as const, targetId };
    await bench.get(SubscriptionService).subscribe(target, links);
    return {
      target,
      list: (page = 1) => bench.get(UpcomingService).list(target, page),
      labels: async (): Promise<string[]> => {
        const { releases } = await bench.get(UpcomingService).list(target, 1);
        return releases.map(({ seriesTitle, label }) => `${seriesTitle}: ${label}`);
      },
    };
  }

  it('is what is followed, of all platforms, in the order of time', async () => {
    const [anime, other] = [
      bench.world.addAnime({ title: 'Night Ferry' }),
      bench.world.addAnime({ title: 'Stranger' }),
    ];
    const manga = bench.world.addManga({ title: 'Salt' });
    bench.world.scheduleEpisode(anime.id, 4, bench.at(DAY));
    bench.world.scheduleEpisode(anime.id, 5, bench.at(6 * DAY));
    bench.world.scheduleEpisode(anime.id, 6, bench.at(8 * DAY));
    bench.world.scheduleEpisode(other.id, 1, bench.at(DAY));
    bench.world.publishChapter(manga.id, { chapter: '12', publishAt: bench.at(3 * DAY) });
    const { list } = await follower(anime.url, manga.url);
    const before = bench.requests;
    const { releases, silent, isComplete, total } = await list();
    expect(releases).toEqual([
      { seriesTitle: 'Night Ferry', seriesUrl: anime.url, label: 'Episode 4', at: new Date(bench.at(DAY)) },
      { seriesTitle: 'Salt', seriesUrl: manga.url, label: 'Chapter 12', at: new Date(bench.at(3 * DAY)) },
      {
        seriesTitle: 'Night Ferry',
        seriesUrl: anime.url,
        label: 'Episode 5',
        at: new Date(bench.at(6 * DAY)),
      },
    ]);
    expect({ silent, isComplete, total }).toEqual({ silent: [], isComplete: true, total: 3 });
    expect(bench.requests - before).toBe(2);
  });

  it('forgets what has come out, and an episode that was told is not shown when it is scheduled anew', async () => {
    const anime = bench.world.addAnime({ title: 'Twice' });
    bench.world.scheduleEpisode(anime.id, 1, bench.at(HOUR));
    const { labels } = await follower(anime.url);
    expect(await labels()).toEqual(['Twice: Episode 1']);
    await bench.tick(2 * HOUR);
    expect(await labels()).toEqual([]);
    bench.world.scheduleEpisode(anime.id, 1, bench.at(DAY));
    bench.world.scheduleEpisode(anime.id, 2, bench.at(DAY));
    bench.clock.pass(6 * MINUTE);
    expect(await labels()).toEqual(['Twice: Episode 2']);
  });

  it('shows an episode that moved at its new time within five minutes', async () => {
    const anime = bench.world.addAnime();
    bench.world.scheduleEpisode(anime.id, 1, bench.at(DAY));
    const { list } = await follower(anime.url);
    await list();
    const later = bench.at(2 * DAY);
    bench.world.moveEpisode(anime.id, 1, later);
    bench.clock.pass(5 * MINUTE);
    expect((await list()).releases).toMatchObject([{ at: new Date(later) }]);
  });

  it('turns pages of ten without asking again, and never beyond the last', async () => {
    const anime = bench.world.addAnime({ episodes: null });
    for (let episode = 1; episode <= 23; episode += 1)
      bench.world.scheduleEpisode(anime.id, episode, bench.at(episode * HOUR));
    const { list } = await follower(anime.url);
    expect(await list()).toMatchObject({ total: 23, page: 1, pages: 3 });
    const before = bench.requests;
    const { releases } = await list(2);
    expect(releases.map(({ label }) => label)).toEqual(
      Array.from({ length: 10 }, (_, index) => `Episode ${index + 11}`),
    );
    expect((await list(9)).page).toBe(3);
    expect((await list(9)).releases).toHaveLength(3);
    expect(bench.requests).toBe(before);
  });

  it('names the platform that does not answer and shows what the other one says', async () => {
    const anime = bench.world.addAnime({ title: 'Night Ferry' });
    const manga = bench.world.addManga({ title: 'Salt' });
    bench.world.scheduleEpisode(anime.id, 1, bench.at(DAY));
    bench.world.publishChapter(manga.id, { chapter: '1', publishAt: bench.at(DAY) });
    const { list, labels } = await follower(anime.url, manga.url);
    bench.platforms.anilist.faults.outage(true);
    expect(await labels()).toEqual(['Salt: Chapter 1']);
    expect((await list()).silent).toEqual(['AniList']);
    bench.platforms.anilist.faults.outage(false);
    bench.platforms.mangadex.faults.outage(true);
    bench.clock.pass(20 * MINUTE);
    expect(await labels()).toEqual(['Night Ferry: Episode 1']);
    expect((await list()).silent).toEqual(['MangaDex']);
  });

  it('leaves out what is muted when it comes, and counts it', async () => {
    const [muted, other] = [
      bench.world.addAnime({ title: 'Muted' }),
      bench.world.addAnime({ title: 'Other' }),
    ];
    const { target, list, labels } = await follower(muted.url, other.url);
    const feed = await bench.feed('AniList Anime', muted.id);
    await bench.get(SubscriptionOptionsService).mute(target, feed.id);
    bench.clock.pass(3 * DAY);
    bench.world.scheduleEpisode(muted.id, 1, bench.at(DAY));
    bench.world.scheduleEpisode(other.id, 1, bench.at(DAY));
    bench.world.scheduleEpisode(muted.id, 2, bench.at(5 * DAY));
    expect(await labels()).toEqual(['Other: Episode 1', 'Muted: Episode 2']);
    expect((await list()).muted).toBe(1);
  });

  it('is shown while messages are paused, and says so', async () => {
    const anime = bench.world.addAnime();
    bench.world.scheduleEpisode(anime.id, 1, bench.at(DAY));
    const { target, list } = await follower(anime.url);
    expect((await list()).pausedSince).toBeNull();
    await bench.get(PauseService).pause(target);
    expect(await list()).toMatchObject({ total: 1, pausedSince: bench.clock.now() });
  });

  it('asks nobody for whom follows nothing, or what has ended or never announces anything', async () => {
    const anime = bench.world.addAnime();
    const { list } = await follower(anime.url);
    const nobody = await follower();
    const feeds = bench.get(FeedRepository);
    const { id } = await bench.feed('AniList Anime', anime.id);
    await bench.get(UnitOfWork).run(() => feeds.update(id, { state: 'completed' }));
    const before = bench.requests;
    expect(await list()).toMatchObject({ total: 0, followsAny: true, silent: [] });
    expect(await nobody.list()).toMatchObject({ total: 0, followsAny: false });
    await bench.get(UnitOfWork).run(() => feeds.update(id, { state: 'active', platformId: 'Web feed' }));
    expect(await list()).toMatchObject({ total: 0, followsAny: true });
    expect(bench.requests).toBe(before);
  });
});

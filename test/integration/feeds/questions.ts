import type { Fault, SandboxComick, SandboxPlatforms } from '../../../sandbox/platforms';
import { UnitOfWork } from '../../../src/database';
import { FeedRepository, StreamCursorRepository } from '../../../src/feeds';
import { PlatformRegistry, type PlatformId } from '../../../src/feeds/platforms';
import { Reconciler } from '../../../src/feeds/polling/reconciler';
import { StreamPoller } from '../../../src/feeds/polling/stream-poller';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { UpcomingService } from '../../../src/feeds/subscriptions/upcoming.service';
import { DAY, HOUR, member, MINUTE, type ReadingBench } from './reading-bench';

type Server = Pick<SandboxPlatforms['anilist'] | SandboxComick, 'faults' | 'requests'>;
type Stream = 'AniList Anime' | 'MangaDex';

/** Something that a source is asked for, in the whole application. */
export interface Question {
  readonly name: string;
  /** Brings about that it is asked next. */
  readonly prepare?: () => Promise<void>;
  readonly ask: () => Promise<unknown>;
  readonly server: Server;
  /** How many requests come before those that get the fault, and how many get it. */
  readonly after?: number;
  readonly requests?: number;
  /** How many lines of the log say that it was not answered; people who ask are told instead. */
  readonly lines: number;
}

/** A series of each platform that is followed, and everything that is asked about these and others. */
export async function questionsOf(bench: ReadingBench, comick: SandboxComick): Promise<Question[]> {
  const { anilist, mangadex } = bench.platforms;
  const manga = bench.world.addManga({ title: 'Followed' });
  const anime = bench.world.addAnime({ title: 'Followed' });
  bench.world.scheduleEpisode(anime.id, 1, bench.at(-DAY));
  const comic = comick.add('followed', 'Followed');
  await bench.follow(manga.url, anime.url, `https://comick.dev/comic/${comic.slug}`);
  let number = 1;
  let texts = 0;

  const stranger = bench.world.addManga({ title: 'Stranger' });
  const strangerChapter = bench.world.publishChapter(stranger.id, { chapter: '1' });
  const strangerAnime = bench.world.addAnime({ title: 'Stranger' });
  const strangerComic = `https://comick.dev/comic/${comick.add('stranger', 'Stranger').slug}`;

  const streams = () => bench.get(StreamPoller).tick();
  const turn = () => bench.get(Reconciler).tick();
  /** Only this platform is to be read now. */
  const streamDue = async (id: Stream): Promise<void> => {
    const cursors = bench.get(StreamCursorRepository);
    await bench.get(UnitOfWork).run(async () => {
      for (const cursor of await cursors.listAll()) {
        const nextReadAt = new Date(bench.at(cursor.platformId === id ? 0 : 5 * MINUTE));
        await cursors.update(cursor, { nextReadAt });
      }
    });
  };
  /** Only the series of this platform are to be checked, and a turn may be taken. */
  const checkDue = async (platformId: PlatformId): Promise<void> => {
    const feeds = bench.get(FeedRepository);
    await bench.get(UnitOfWork).run(async () => {
      for (const feed of await feeds.listAll()) {
        const nextCheckAt = new Date(feed.platformId === platformId ? 0 : bench.at(9 * DAY));
        await feeds.update(feed.id, { nextCheckAt });
      }
    });
    bench.clock.pass(3 * MINUTE);
  };
  /** The platform has something that its streams did not show, and has been found to have it. */
  const fallBehind = async (platformId: PlatformId): Promise<void> => {
    number += 1;
    const at = bench.at(-3 * HOUR);
    bench.world.publishChapter(manga.id, { chapter: String(number), at, createdAt: at });
    comic.chapters.push({ hid: `chapter-${number}`, chap: String(number), lang: 'en', at });
    // The episode before this one must have aired, although no row says so.
    bench.world.scheduleEpisode(anime.id, number + 1, bench.at(90 * DAY));
    await checkDue(platformId);
    await turn();
    bench.clock.pass(3 * MINUTE);
  };
  const subscribe = (link: string) => async (): Promise<void> => {
    const outcomes = await bench.get(SubscriptionService).subscribe(member, [link]);
    expect(outcomes).toMatchObject([{ type: 'failed' }]);
  };
  const search = async (): Promise<void> => {
    await bench.get(PlatformRegistry).search(`text ${(texts += 1)}`);
  };
  const upcoming = (name: string) => async (): Promise<void> => {
    expect((await bench.get(UpcomingService).list(member, 1)).silent).toEqual([name]);
  };

  return [
    ...(['AniList Anime', 'MangaDex'] as const).flatMap((id): Question[] => {
      const server = id === 'MangaDex' ? mangadex : anilist;
      const all = id === 'MangaDex' ? 2 : 1;
      return [
        {
          name: `${id}: streams`,
          prepare: () => streamDue(id),
          ask: streams,
          server,
          requests: all,
          lines: all,
        },
        { name: `${id}: states`, prepare: () => checkDue(id), ask: turn, server, lines: 1 },
        { name: `${id}: a series behind`, prepare: () => fallBehind(id), ask: turn, server, lines: 1 },
        { name: `${id}: titles`, ask: search, server, lines: 0 },
        {
          name: `${id}: what is coming`,
          ask: upcoming(id === 'MangaDex' ? 'MangaDex' : 'AniList'),
          server,
          lines: 0,
        },
      ];
    }),
    { name: 'AniList: a series', ask: subscribe(strangerAnime.url), server: anilist, lines: 0 },
    { name: 'MangaDex: a series', ask: subscribe(stranger.url), server: mangadex, lines: 0 },
    { name: 'MangaDex: its chapters', ask: subscribe(stranger.url), server: mangadex, after: 1, lines: 0 },
    {
      name: 'MangaDex: a chapter',
      ask: subscribe(`https://mangadex.org/chapter/${strangerChapter.id}`),
      server: mangadex,
      lines: 0,
    },
    { name: 'Comick: states', prepare: () => checkDue('Comick'), ask: turn, server: comick, lines: 1 },
    ...[0, 1].map((after) => ({
      name: `Comick: a series behind, request ${after + 1}`,
      prepare: () => fallBehind('Comick'),
      ask: turn,
      server: comick,
      after,
      lines: 1,
    })),
    { name: 'Comick: a series', ask: subscribe(strangerComic), server: comick, lines: 0 },
    { name: 'Comick: its chapters', ask: subscribe(strangerComic), server: comick, after: 1, lines: 0 },
  ];
}

/** @returns how many requests were made. */
export async function askBadly(question: Question, fault: Fault): Promise<number> {
  const { faults, requests } = question.server;
  const before = requests.length;
  if (question.after) faults.next({ delayMs: 0, times: question.after });
  faults.next({ ...fault, times: question.requests ?? 1 });
  await question.ask();
  faults.clear();
  return requests.length - before;
}

/** All that a source may change. */
export async function stateOf(bench: ReadingBench): Promise<unknown> {
  const [row]: unknown[] = await bench.get(UnitOfWork).reader.query(`SELECT
    (SELECT json_group_array(json_array(id, name, description, state, next_check_at, highest_number, gap_since)) FROM feeds) AS feeds,
    (SELECT json_group_array(json_array(id, item_key, description, published)) FROM feed_items) AS items,
    (SELECT json_group_array(json_array(id, payload)) FROM outbox_messages) AS outbox,
    (SELECT json_group_array(json_array(stream, cursor_at, due_at, last_read_at)) FROM stream_cursors) AS cursors,
    (SELECT COUNT(*) FROM feed_subscriptions) AS subscriptions,
    (SELECT json_group_array(json_array(feed_id, etag, last_modified, body_hash, moved_to, last_read_at)) FROM web_feeds) AS web_feeds`);
  return row;
}

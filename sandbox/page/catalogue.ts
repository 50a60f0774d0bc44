import type { SandboxPlatforms } from '../platforms';
import { rssDocument, type SandboxItem, type SandboxWebFeeds } from '../web-feeds';
import type { PageSeries } from './protocol';

const DAY_MS = 86_400_000;
const GROUPS = ['Harbour Scans', 'Lantern Works'] as const;
const FEED_PATH = '/harbour-gazette.xml';

/** What comes out in the sandbox, and everything that a visitor can make come out. */
export class Catalogue {
  readonly salt: { readonly id: string; readonly url: string };
  readonly gazetteUrl: string;
  private readonly headlines: SandboxItem[];
  private gazetteIsOut = false;

  constructor(
    private readonly platforms: SandboxPlatforms,
    private readonly webFeeds: SandboxWebFeeds,
    private readonly now: () => number,
  ) {
    const { world } = platforms;
    this.salt = world.addManga({ title: 'Salt and Starlight', altTitles: [{ ja: '塩と星明かり' }] });
    for (let number = 98; number <= 104; number += 1) {
      const at = now() - (105 - number) * 7 * DAY_MS;
      world.publishChapter(this.salt.id, { chapter: String(number), groups: [GROUPS[0]], at });
    }
    this.headlines = [
      {
        id: 'gazette-1',
        title: 'The ferry runs again',
        link: 'https://gazette.invalid/1',
        date: new Date(now() - DAY_MS),
      },
    ];
    this.gazetteUrl = webFeeds.serve(FEED_PATH, {});
    this.printGazette();
  }

  list(): PageSeries[] {
    return [...this.listManga(), ...this.listAnime(), this.gazette()];
  }

  /** @param count one after the other, with rising numbers. */
  publishChapters(mangaId: string, count: number): void {
    for (let left = count; left > 0; left -= 1)
      this.platforms.world.publishChapter(mangaId, {
        chapter: this.nextChapter(mangaId),
        groups: [GROUPS[0]],
      });
  }

  publishByTwoGroups(mangaId: string): void {
    const chapter = this.nextChapter(mangaId);
    for (const group of GROUPS) this.platforms.world.publishChapter(mangaId, { chapter, groups: [group] });
  }

  /** Uploaded half an hour ago, but nobody could see it until now. */
  publishLate(mangaId: string): void {
    const at = this.now() - 30 * 60_000;
    this.platforms.world.publishChapter(mangaId, {
      chapter: this.nextChapter(mangaId),
      groups: [GROUPS[1]],
      at,
    });
  }

  scheduleChapter(mangaId: string, inMs: number): void {
    const at = this.now() + inMs;
    this.platforms.world.publishChapter(mangaId, {
      chapter: this.nextChapter(mangaId),
      groups: [GROUPS[0]],
      at,
    });
  }

  airEpisode(animeId: number): void {
    this.platforms.world.airEpisode(animeId, this.nextEpisode(animeId));
  }

  /** The next episode comes in `inMs` from now, scheduled before or not. */
  rescheduleEpisode(animeId: number, inMs: number): void {
    const episode = this.nextEpisode(animeId);
    const at = this.now() + inMs;
    if (this.rows(animeId).some((row) => row.episode === episode))
      this.platforms.world.moveEpisode(animeId, episode, at);
    else this.platforms.world.scheduleEpisode(animeId, episode, at);
  }

  printHeadline(title: string): void {
    const number = this.headlines.length + 1;
    this.headlines.unshift({
      id: `gazette-${number}`,
      title,
      link: `https://gazette.invalid/${number}`,
      date: new Date(this.now()),
    });
    this.printGazette();
  }

  get feedsAreOut(): boolean {
    return this.gazetteIsOut;
  }

  setFeedsOut(isOut: boolean): void {
    this.gazetteIsOut = isOut;
    this.printGazette();
  }

  private printGazette(): void {
    const body = rssDocument({ title: 'Harbour Gazette', items: this.headlines });
    this.webFeeds.serve(FEED_PATH, this.gazetteIsOut ? { status: 503 } : { body });
  }

  private listManga(): PageSeries[] {
    const { manga } = this.platforms.world;
    return manga.list().map(({ id, titles }) => {
      const chapters = manga.listChapters().filter(({ mangaId }) => mangaId === id);
      const out = chapters.filter(({ publishAt }) => publishAt <= this.now());
      const [soonest] = chapters
        .filter(({ publishAt }) => publishAt > this.now() && publishAt < this.now() + 365 * DAY_MS)
        .sort((a, b) => a.publishAt - b.publishAt);
      const latest = out.sort((a, b) => a.publishAt - b.publishAt).at(-1);
      return {
        kind: 'manga',
        id,
        title: titles.en ?? id,
        url: `https://mangadex.org/title/${id}`,
        latest: latest === undefined ? 'nothing yet' : `Chapter ${latest.chapter ?? 'without a number'}`,
        next:
          soonest === undefined ? null : { name: `Chapter ${soonest.chapter ?? ''}`, at: soonest.publishAt },
      };
    });
  }

  private listAnime(): PageSeries[] {
    return this.platforms.world.anime.list().map(({ id, titles }) => {
      const rows = this.rows(id);
      const aired = rows.filter(({ airingAt }) => airingAt <= this.now()).at(-1);
      const next = rows.find(({ airingAt }) => airingAt > this.now());
      return {
        kind: 'anime',
        id: String(id),
        title: titles.english ?? titles.romaji ?? String(id),
        url: `https://anilist.co/anime/${id}`,
        latest: aired === undefined ? 'nothing yet' : `Episode ${aired.episode}`,
        next: next === undefined ? null : { name: `Episode ${next.episode}`, at: next.airingAt },
      };
    });
  }

  private gazette(): PageSeries {
    return {
      kind: 'feed',
      id: FEED_PATH,
      title: 'Harbour Gazette',
      url: this.gazetteUrl,
      latest: this.headlines[0]?.title ?? 'nothing yet',
      next: null,
    };
  }

  private nextChapter(mangaId: string): string {
    const numbers = this.platforms.world.manga
      .listChapters()
      .filter((chapter) => chapter.mangaId === mangaId)
      .map(({ chapter }) => Number(chapter ?? 0));
    return String(Math.floor(Math.max(0, ...numbers)) + 1);
  }

  private nextEpisode(animeId: number): number {
    const rows = this.rows(animeId);
    const next = rows.find(({ airingAt }) => airingAt > this.now());
    return next?.episode ?? (rows.at(-1)?.episode ?? 0) + 1;
  }

  /** In the order of their times. */
  private rows(animeId: number) {
    return this.platforms.world.anime
      .listRows()
      .filter(({ mediaId }) => mediaId === animeId)
      .sort((a, b) => a.airingAt - b.airingAt);
  }
}

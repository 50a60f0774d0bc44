import type { SandboxWorld } from '../../sandbox/platforms';
import type { SeededRandom } from '../support/seeded-random';
import type { Published, Series, Upload } from './published';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Anime {
  readonly series: Series;
  readonly id: number;
  /** In the order of their numbers and times. */
  readonly episodes: { readonly number: number; readonly upload: Upload }[];
}

/** AniList's editors and the stations. */
export class AnimeDesk {
  private readonly all: Anime[] = [];

  constructor(
    private readonly world: SandboxWorld,
    private readonly published: Published,
    private readonly random: SeededRandom,
    { count, dayMs }: { count: number; dayMs: number },
  ) {
    for (let n = 1; n <= count; n++) this.all.push(this.begin(n, dayMs));
    // What nobody follows fills pages of the schedule.
    for (let n = 0; n < 12; n++) {
      const { id } = world.addAnime({ title: `Unfollowed anime ${n}`, episodes: null });
      for (let episode = 1; episode <= 8; episode++) {
        world.scheduleEpisode(id, episode, world.now() + (episode - 4) * 5 * HOUR + n * 7 * MINUTE);
      }
    }
  }

  get series(): readonly Series[] {
    return this.all.map(({ series }) => series);
  }

  /** Another day's episodes, of about half of the series. */
  announce(dayMs: number): void {
    for (const anime of this.all) {
      const last = anime.episodes.at(-1)?.upload.visibleAt ?? 0;
      if (this.random.next() < 0.5) this.schedule(anime, Math.max(last, this.world.now()), 1, dayMs);
    }
  }

  /** An episode comes later, and so do those after it; or earlier, but after the one before. */
  reschedule(): void {
    const now = this.world.now();
    const anime = this.any();
    const index = anime.episodes.findIndex(({ upload }) => upload.visibleAt > now + MINUTE);
    const next = anime.episodes[index];
    if (!next) return;
    const earlier = this.random.next() < 0.3;
    const room = Math.max(0, next.upload.visibleAt - now - 2 * MINUTE);
    const shift = earlier
      ? -Math.floor(Math.min(room, HOUR) * this.random.next())
      : this.random.integer(5, 150) * MINUTE;
    for (const { number, upload } of earlier ? [next] : anime.episodes.slice(index)) {
      this.move(anime, number, upload, upload.visibleAt + shift);
    }
  }

  /** An episode that has aired is given another time afterwards; that is no news. */
  correct(): void {
    const anime = this.any();
    const aired = anime.episodes
      .filter(({ upload }) => upload.visibleAt < this.world.now() - 5 * HOUR)
      .at(-1);
    if (aired && this.hasRow(anime, aired.number))
      this.world.scheduleEpisode(anime.id, aired.number, aired.upload.visibleAt + 10 * MINUTE);
  }

  /** AniList vouches for rows of the future only. */
  purge(): void {
    const anime = this.any();
    for (const { number, upload } of anime.episodes) {
      if (upload.visibleAt < this.world.now() - 8 * HOUR) this.world.removeEpisode(anime.id, number);
    }
  }

  /** Its row appears when it has been out for some hours. */
  airLate(): void {
    const anime = this.any();
    const now = this.world.now();
    const last = anime.episodes.at(-1);
    // Only where nothing is announced any more: numbers follow time.
    if (!last || last.upload.visibleAt > now - 5 * HOUR) return;
    const airedAt = now - this.random.integer(1, 4) * HOUR;
    const upload = this.episode(anime, last.number + 1, airedAt, 'news');
    upload.visibleAt = now;
  }

  private begin(n: number, dayMs: number): Anime {
    const title = `Invented Anime ${n}`;
    const { id, url } = this.world.addAnime({ title, episodes: null });
    const anime: Anime = { series: { source: 'AniList', title, url }, id, episodes: [] };
    const now = this.world.now();
    let number = 1;
    for (let left = this.random.integer(1, 8); left > 0; left--) {
      this.episode(anime, number++, now - left * 7 * DAY, 'history');
    }
    this.schedule(anime, now, this.random.integer(1, 4), dayMs);
    return anime;
  }

  private schedule(anime: Anime, from: number, count: number, dayMs: number): void {
    let at = from;
    let number = (anime.episodes.at(-1)?.number ?? 0) + 1;
    for (let left = count; left > 0; left--) {
      at += Math.floor((dayMs / 4) * (0.1 + 0.8 * this.random.next()));
      // Some stations show two in a row, which AniList gives one time.
      for (let twice = this.random.next() < 0.3 ? 2 : 1; twice > 0; twice--)
        this.episode(anime, number++, at, 'news');
    }
  }

  private episode(anime: Anime, number: number, at: number, kind: Upload['kind']): Upload {
    this.world.scheduleEpisode(anime.id, number, at);
    const upload = this.published.add({
      series: anime.series,
      reference: `${anime.series.url}#Episode ${number}`,
      release: String(number),
      language: null,
      groups: [],
      visibleAt: at,
      releasedAt: at,
      lane: 'aired',
      kind,
    });
    anime.episodes.push({ number, upload });
    return upload;
  }

  private move(anime: Anime, number: number, upload: Upload, at: number): void {
    if (this.random.next() < 0.5) this.world.moveEpisode(anime.id, number, at);
    else this.world.scheduleEpisode(anime.id, number, at);
    upload.visibleAt = at;
    upload.releasedAt = at;
  }

  private hasRow({ id }: Anime, number: number): boolean {
    return this.world.anime.listRows().some(({ mediaId, episode }) => mediaId === id && episode === number);
  }

  private any(): Anime {
    const [first, ...others] = this.all;
    if (!first) throw new Error('There is no anime');
    return this.random.pick([first, ...others]);
  }
}

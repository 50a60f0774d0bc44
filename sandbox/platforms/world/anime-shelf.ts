import type { Added, AiringRow, AnimeRecord } from './series-records';

/** What a test may say about an anime; everything else is invented. */
export type NewAnime = Partial<Omit<AnimeRecord, 'titles'>> & {
  /** Shorthand for all three titles. */
  title?: string;
  titles?: Partial<AnimeRecord['titles']>;
};

/** 2001-09-09 in milliseconds; smaller numbers are seconds that somebody forgot to convert. */
const SMALLEST_PLAUSIBLE_MS = 1_000_000_000_000;

export class AnimeShelf {
  private readonly records = new Map<number, AnimeRecord>();
  private rows: AiringRow[] = [];
  private nextMediaId = 200_001;
  private nextRowId = 500_001;

  constructor(private readonly now: () => number) {}

  add(anime: NewAnime): Added<number> {
    const id = anime.id ?? this.nextMediaId++;
    if (this.records.has(id)) throw new Error(`There is already an anime ${id}`);
    const { title = `Invented Anime ${id}`, titles, ...rest } = anime;
    this.records.set(id, {
      type: 'ANIME',
      format: 'TV',
      synonyms: [],
      status: 'RELEASING',
      episodes: 12,
      isAdult: false,
      isLocked: false,
      description: `The story of ${title}.<br><br>\n(Source: nobody)`,
      cover: `https://s4.anilist.co/file/anilistcdn/media/anime/cover/large/bx${id}.jpg`,
      genres: ['Adventure'],
      year: 2026,
      popularity: 0,
      updatedAt: this.now(),
      ...rest,
      id,
      titles: { romaji: title, english: title, native: title, ...titles },
    });
    return { id, url: `https://anilist.co/anime/${id}` };
  }

  update(id: number, change: Partial<Omit<AnimeRecord, 'id'>>): void {
    Object.assign(this.get(id), { updatedAt: this.now() }, change);
  }

  /** The schedule goes with it. */
  remove(id: number): void {
    this.records.delete(id);
    this.rows = this.rows.filter((row) => row.mediaId !== id);
  }

  /** An episode that was scheduled before gets a new row id, as AniList deletes and recreates rows. */
  schedule(mediaId: number, episode: number, airingAt: number): AiringRow {
    this.get(mediaId);
    this.removeEpisode(mediaId, episode);
    return this.put({ id: this.nextRowId++, mediaId, episode, airingAt });
  }

  /** Airs now; keeps the row id where the episode was scheduled. */
  air(mediaId: number, episode: number): AiringRow {
    return this.find(mediaId, episode) === null
      ? this.schedule(mediaId, episode, this.now())
      : this.move(mediaId, episode, this.now());
  }

  /** Keeps the row id. */
  move(mediaId: number, episode: number, airingAt: number): AiringRow {
    const row = this.find(mediaId, episode);
    if (row === null) throw new Error(`Episode ${episode} of ${mediaId} is not scheduled`);
    this.removeEpisode(mediaId, episode);
    return this.put({ ...row, airingAt });
  }

  removeEpisode(mediaId: number, episode: number): void {
    this.rows = this.rows.filter((row) => row.mediaId !== mediaId || row.episode !== episode);
  }

  get(id: number): AnimeRecord {
    const record = this.records.get(id);
    if (record === undefined) throw new Error(`There is no anime ${id} in this world`);
    return record;
  }

  list(): readonly AnimeRecord[] {
    return [...this.records.values()];
  }

  listRows(): readonly AiringRow[] {
    return this.rows;
  }

  private find(mediaId: number, episode: number): AiringRow | null {
    return this.rows.find((row) => row.mediaId === mediaId && row.episode === episode) ?? null;
  }

  private put(row: AiringRow): AiringRow {
    if (row.airingAt < SMALLEST_PLAUSIBLE_MS) {
      throw new RangeError(`airingAt ${row.airingAt} looks like seconds; the world counts in milliseconds`);
    }
    this.rows = [...this.rows, row];
    return row;
  }
}

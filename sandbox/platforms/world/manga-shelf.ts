import { randomUUID } from 'node:crypto';
import type { Added, ChapterRecord, MangaRecord } from './series-records';

/** What a test may say about a manga; everything else is invented. */
export type NewManga = Partial<Omit<MangaRecord, 'descriptions'>> & {
  /** Shorthand for an English title. */
  title?: string;
  /** Shorthand for an English description; null for none. */
  description?: string | null;
};

export type NewChapter = Partial<Omit<ChapterRecord, 'mangaId'>> & {
  /** When it was uploaded, and published unless `publishAt` says otherwise; now by default. */
  at?: number;
};

export class MangaShelf {
  private readonly records = new Map<string, MangaRecord>();
  private readonly chapters = new Map<string, ChapterRecord>();
  private readonly idsByName = new Map<string, string>();

  constructor(private readonly now: () => number) {}

  add(manga: NewManga): Added<string> {
    const id = manga.id ?? randomUUID();
    if (this.records.has(id)) throw new Error(`There is already a manga ${id}`);
    const { title = `Invented Manga ${id.slice(0, 8)}`, description, ...rest } = manga;
    this.records.set(id, {
      titles: { en: title },
      altTitles: [],
      descriptions: description === null ? {} : { en: description ?? `The story of ${title}.` },
      status: 'ongoing',
      year: 2026,
      lastVolume: '',
      lastChapter: '',
      contentRating: 'safe',
      originalLanguage: 'ja',
      chapterNumbersResetOnNewVolume: false,
      tags: ['Adventure'],
      authors: ['Nobody Inparticular'],
      coverFileName: `${randomUUID()}.jpg`,
      createdAt: this.now(),
      updatedAt: this.now(),
      ...rest,
      id,
    });
    return { id, url: `https://mangadex.org/title/${id}` };
  }

  update(id: string, change: Partial<Omit<MangaRecord, 'id'>>): void {
    Object.assign(this.get(id), { updatedAt: this.now() }, change);
  }

  /** The chapters go with it. */
  remove(id: string): void {
    this.records.delete(id);
    for (const chapter of this.chapters.values()) {
      if (chapter.mangaId === id) this.chapters.delete(chapter.id);
    }
  }

  publish(mangaId: string, chapter: NewChapter): Added<string> {
    this.get(mangaId);
    const { at = this.now(), ...given } = chapter;
    const id = given.id ?? randomUUID();
    if (this.chapters.has(id)) throw new Error(`There is already a chapter ${id}`);
    // What is to appear later was still uploaded before now.
    const createdAt = given.createdAt ?? Math.min(at, this.now());
    const publishAt = given.publishAt ?? at;
    const externalUrl = given.externalUrl ?? null;
    this.chapters.set(id, {
      volume: null,
      chapter: null,
      title: null,
      language: 'en',
      groups: ['Invented Scans'],
      uploader: 'invented-uploader',
      pages: externalUrl === null ? 20 : 0,
      isUnavailable: false,
      updatedAt: createdAt,
      readableAt: this.readableAt({ createdAt, publishAt, externalUrl }),
      ...given,
      id,
      mangaId,
      createdAt,
      publishAt,
      externalUrl,
    });
    return { id, url: `https://mangadex.org/chapter/${id}` };
  }

  /** `readableAt` follows from the other fields unless it is given. */
  updateChapter(id: string, change: Partial<Omit<ChapterRecord, 'id' | 'mangaId'>>): void {
    const chapter = this.chapters.get(id);
    if (chapter === undefined) throw new Error(`There is no chapter ${id} in this world`);
    Object.assign(chapter, { updatedAt: this.now() }, change);
    chapter.readableAt = change.readableAt ?? this.readableAt(chapter);
  }

  removeChapter(id: string): void {
    this.chapters.delete(id);
  }

  get(id: string): MangaRecord {
    const record = this.records.get(id);
    if (record === undefined) throw new Error(`There is no manga ${id} in this world`);
    return record;
  }

  find(id: string): MangaRecord | null {
    return this.records.get(id) ?? null;
  }

  list(): readonly MangaRecord[] {
    return [...this.records.values()];
  }

  listChapters(): readonly ChapterRecord[] {
    return [...this.chapters.values()];
  }

  /** One id for each group, user, tag, author or cover for the life of this world. */
  idOf(kind: string, name: string): string {
    const key = `${kind}:${name}`;
    const known = this.idsByName.get(key);
    if (known !== undefined) return known;
    const id = randomUUID();
    this.idsByName.set(key, id);
    return id;
  }

  /** https://api.mangadex.org/docs/01-concepts/timestamps: a link can be followed before it is published here. */
  private readableAt(chapter: Pick<ChapterRecord, 'createdAt' | 'publishAt' | 'externalUrl'>): number {
    const linkOnly = chapter.externalUrl !== null && chapter.publishAt > this.now();
    return linkOnly ? chapter.createdAt : chapter.publishAt;
  }
}

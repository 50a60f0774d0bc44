import { type Clock, truncate } from '../../../common';
import type { JsonHost } from '../http';
import { MOST_MATCHES, MOST_RELEASES } from '../limits';
import { MalformedRows } from '../malformed-rows';
import type {
  Forecast,
  Pause,
  ReadOptions,
  Release,
  SeriesSnapshot,
  SeriesState,
  SourceRef,
  StatesAnswer,
  StreamName,
  StreamPage,
  StreamPlatform,
  TitleMatch,
} from '../platform';
import { LinkError, PlatformUnavailableError } from '../platform.errors';
import { statesAnswer } from '../states-answer';
import {
  chapterListQuery,
  type ChapterSet,
  LINK_ONLY,
  mangaChaptersQuery,
  mangaListQuery,
  mangaSearchQuery,
  ON_SITE,
  SCHEDULED,
  streamQuery,
} from './chapter-queries';
import { type ReadChapters, readChapterStream } from './chapter-stream';
import { MANGADEX_EXAMPLE_LINK, parseMangadexLink } from './mangadex-links';
import { type ChapterPage, parseChapterPage, parseMangaOfChapter } from './parse-chapters';
import { parseManga, parseMangaList, parseMatches } from './parse-manga';
import { readScheduledChapters } from './scheduled-chapters';

const HOUR_MS = 3_600_000;
/** Fifty requests an hour; with more manga they are looked at daily. */
const HOURLY_SERIES = 5_000;
const LONGEST_SEARCH = 100;

export interface MangadexOptions {
  /** Of the API: `https://api.mangadex.org`. */
  readonly origin: URL;
  readonly host: JsonHost;
  readonly clock: Clock;
}

/** Manga chapters: two requests read what all groups released, and what MangaDex links to elsewhere. */
export class MangadexPlatform implements StreamPlatform {
  readonly id = 'MangaDex';
  readonly name = 'MangaDex';
  readonly exampleLink = MANGADEX_EXAMPLE_LINK;
  readonly hasLanguages = true;
  readonly streams: readonly StreamName[] = ['on-site', 'link-only'];
  readonly foretells = false;
  readonly statesPerRequest = 100;
  private readonly malformedRows = new MalformedRows(this.name);

  constructor(private readonly options: MangadexOptions) {}

  pause(): Pause | null {
    return this.options.host.pause();
  }

  parseLink(link: URL): SourceRef | Promise<SourceRef> | null {
    const parsed = parseMangadexLink(link);
    if (parsed === null) return null;
    return parsed.section === 'chapter'
      ? this.findByChapter(parsed.id)
      : { platformId: this.id, sourceId: parsed.id };
  }

  async fetchSeries(ref: SourceRef, options: ReadOptions): Promise<SeriesSnapshot> {
    const { sourceId } = ref;
    const { status, body } = await this.get(`/manga/${sourceId}`, new URLSearchParams(), [404]);
    if (status === 404) throw new LinkError(`MangaDex has no title ${sourceId}.`);
    const series = parseManga(body);
    if (series?.ref.sourceId !== sourceId)
      throw this.unavailable(`the answer for ${sourceId} is not this manga`);
    return { series, releases: await this.fetchReleases(ref, options) };
  }

  async fetchReleases({ sourceId }: SourceRef, { languages }: ReadOptions): Promise<readonly Release[]> {
    const query = mangaChaptersQuery(sourceId, languages);
    const { releases } = await this.readChapters(query, 'readableAt', this.options.clock.now());
    return newestFirst(releases.filter((release) => release.sourceId === sourceId)).slice(0, MOST_RELEASES);
  }

  /** `latestUploadedChapter` may name one without pages, one that was taken down, or one that no search finds yet. */
  async fetchReadable(itemKeys: readonly string[]): Promise<readonly Release[]> {
    const query = chapterListQuery(itemKeys);
    return (await this.readChapters(query, 'readableAt', this.options.clock.now())).releases;
  }

  async fetchStates(sourceIds: readonly string[]): Promise<StatesAnswer> {
    const { body } = await this.get('/manga', mangaListQuery(sourceIds));
    const list = parseMangaList(body);
    if (list === null) throw this.unavailable('the answer is not a list of manga');
    this.malformedRows.report(list.malformed);
    return statesAnswer(sourceIds, list);
  }

  async searchTitles(text: string): Promise<readonly TitleMatch[]> {
    const { body } = await this.get('/manga', mangaSearchQuery(truncate(text, LONGEST_SEARCH), MOST_MATCHES));
    const matches = parseMatches(body);
    if (matches === null) throw this.unavailable('the answer is not a list of manga');
    return matches.slice(0, MOST_MATCHES);
  }

  fetchUpcoming(sourceIds: readonly string[], until: Date, { languages }: ReadOptions): Promise<Forecast> {
    return readScheduledChapters(
      this.reader(SCHEDULED, languages),
      sourceIds,
      this.options.clock.now(),
      until,
    );
  }

  async readStream(stream: StreamName, cursor: Date, { languages }: ReadOptions): Promise<StreamPage> {
    return readChapterStream(this.reader(setOf(stream), languages), cursor, this.options.clock, (detail) =>
      this.unavailable(`stream ${stream}: ${detail}`),
    );
  }

  /** Hourly while that is little to ask, else daily. */
  stateLifetimeMs(_outlook: SeriesState['outlook'], series: number): number {
    return series <= HOURLY_SERIES ? HOUR_MS : 24 * HOUR_MS;
  }

  private async findByChapter(chapterId: string): Promise<SourceRef> {
    const { status, body } = await this.get(`/chapter/${chapterId}`, new URLSearchParams(), [404]);
    if (status === 404) throw new LinkError(`MangaDex has no chapter ${chapterId}.`);
    const sourceId = parseMangaOfChapter(body);
    if (sourceId === null) throw this.unavailable(`the answer for chapter ${chapterId} names no manga`);
    return { platformId: this.id, sourceId };
  }

  private reader(set: ChapterSet, languages: readonly string[]): ReadChapters {
    return (since, offset, asOf) =>
      this.readChapters(streamQuery(set, languages, since, offset), set.orderedBy, asOf);
  }

  private async readChapters(
    query: URLSearchParams,
    orderedBy: 'publishAt' | 'createdAt' | 'readableAt',
    asOf: Date,
  ): Promise<ChapterPage> {
    const { body } = await this.get('/chapter', query);
    const page = parseChapterPage(body, orderedBy, asOf);
    if (page === null) throw this.unavailable('the answer is not a list of chapters');
    this.malformedRows.report(page.malformed);
    return page;
  }

  private get(path: string, query: URLSearchParams, meaningful: readonly number[] = []) {
    const url = new URL(path, this.options.origin);
    url.search = query.toString();
    return this.options.host.ask({ method: 'GET', url }, meaningful);
  }

  private unavailable(detail: string): PlatformUnavailableError {
    return new PlatformUnavailableError(this.name, detail);
  }
}

function setOf(stream: StreamName): ChapterSet {
  if (stream === 'on-site') return ON_SITE;
  if (stream === 'link-only') return LINK_ONLY;
  throw new RangeError(`MangaDex has no stream "${stream}"`);
}

function newestFirst(releases: readonly Release[]): Release[] {
  return [...releases].sort((a, b) => b.releasedAt.getTime() - a.releasedAt.getTime());
}

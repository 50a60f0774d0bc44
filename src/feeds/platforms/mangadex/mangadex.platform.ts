import type { Clock } from '../../../common';
import type { JsonHost } from '../http';
import { MalformedRows } from '../malformed-rows';
import type { Platform, Release, SeriesSnapshot, SourceRef, StreamName, StreamPage } from '../platform';
import { LinkError, PlatformUnavailableError } from '../platform.errors';
import { type ChapterSet, LINK_ONLY, mangaFeedQuery, ON_SITE, streamQuery } from './chapter-queries';
import { readChapterStream } from './chapter-stream';
import { MANGADEX_EXAMPLE_LINK, parseMangadexLink } from './mangadex-links';
import { type ChapterPage, parseChapterPage, parseManga } from './parse-mangadex';

/** As the port promises of a snapshot. */
const SNAPSHOT_RELEASES = 100;

export interface MangadexOptions {
  /** Of the API: `https://api.mangadex.org`. */
  readonly origin: URL;
  readonly host: JsonHost;
  readonly clock: Clock;
  /** As MangaDex writes them: `en`, `pt-br`. */
  readonly languages: readonly string[];
}

/** Manga chapters: two requests read what all groups released, and what MangaDex links to elsewhere. */
export class MangadexPlatform implements Platform {
  readonly id = 'MangaDex';
  readonly name = 'MangaDex';
  readonly exampleLink = MANGADEX_EXAMPLE_LINK;
  readonly streams: readonly StreamName[] = ['on-site', 'link-only'];
  private readonly malformedRows = new MalformedRows(this.name);

  constructor(private readonly options: MangadexOptions) {}

  parseLink(link: URL): SourceRef | null {
    const sourceId = parseMangadexLink(link);
    return sourceId === null ? null : { platformId: this.id, sourceId };
  }

  async fetchSeries({ sourceId }: SourceRef): Promise<SeriesSnapshot> {
    const includes = new URLSearchParams([
      ['includes[]', 'cover_art'],
      ['includes[]', 'author'],
    ]);
    const { status, body } = await this.get(`/manga/${sourceId}`, includes, [404]);
    if (status === 404) throw new LinkError(`MangaDex has no title ${sourceId}.`);
    const series = parseManga(body);
    if (series === null) throw this.unavailable(`the answer for ${sourceId} holds no manga`);
    const now = this.options.clock.now();
    const pages = [
      await this.readFeed(sourceId, ON_SITE, now),
      await this.readFeed(sourceId, LINK_ONLY, now),
    ];
    return {
      series,
      releases: newestFirst(pages.flatMap(({ releases }) => releases)).slice(0, SNAPSHOT_RELEASES),
    };
  }

  async readStream(stream: StreamName, cursor: Date): Promise<StreamPage> {
    const set = setOf(stream);
    const { clock, languages } = this.options;
    return readChapterStream(
      (since, offset, now) =>
        this.readChapters('/chapter', streamQuery(set, languages, since, offset), set, now),
      cursor,
      clock,
      (detail) => this.unavailable(`stream ${stream}: ${detail}`),
    );
  }

  private readFeed(mangaId: string, set: ChapterSet, now: Date): Promise<ChapterPage> {
    return this.readChapters(`/manga/${mangaId}/feed`, mangaFeedQuery(set, this.options.languages), set, now);
  }

  private async readChapters(
    path: string,
    query: URLSearchParams,
    set: ChapterSet,
    now: Date,
  ): Promise<ChapterPage> {
    const { body } = await this.get(path, query);
    const page = parseChapterPage(body, set.orderedBy, now);
    if (page === null) throw this.unavailable(`${path}: the answer is not a list of chapters`);
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

/** A chapter that is published between the two reads is in both. */
function newestFirst(releases: readonly Release[]): Release[] {
  const byId = new Map(releases.map((release) => [release.itemKey, release]));
  return [...byId.values()].sort((a, b) => b.releasedAt.getTime() - a.releasedAt.getTime());
}

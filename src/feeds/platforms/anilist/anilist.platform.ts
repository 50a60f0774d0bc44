import type { Clock } from '../../../common';
import type { JsonHost } from '../http';
import { MalformedRows } from '../malformed-rows';
import type { Platform, Release, SeriesSnapshot, SourceRef, StreamName, StreamPage } from '../platform';
import { LinkError, PlatformUnavailableError } from '../platform.errors';
import { ANILIST_EXAMPLE_LINK, parseAnilistLink } from './anilist-links';
import { AIRED_QUERY, SERIES_QUERY } from './anilist.queries';
import { type AiredPage, isNotFound, parseAiredPage, parseSeries, readErrors } from './parse-anilist';

const HOUR_MS = 3_600_000;
/** Rows appear and move after the fact; what a new read finds in here was either seen already or is late. */
const OVERLAP_MS = 6 * HOUR_MS;
/** How deep AniList lets one page is undocumented, so that a long absence is read window by window. */
const WINDOW_MS = 24 * HOUR_MS;
/** After so many pages the caller gets what there is. AniList grants 30 requests a minute for everything. */
const PAGES_PER_READ = 8;
/** 2,500 episodes in one day: hasNextPage must be lying. */
const MAX_PAGES_PER_WINDOW = 50;

export interface AnilistOptions {
  readonly endpoint: URL;
  readonly host: JsonHost;
  readonly clock: Clock;
}

/** Anime episodes by AniList's airing schedule: one request reads what the whole site aired. */
export class AnilistPlatform implements Platform {
  readonly id = 'AniList Anime';
  readonly name = 'AniList';
  readonly exampleLink = ANILIST_EXAMPLE_LINK;
  readonly streams: readonly StreamName[] = ['aired'];
  private readonly malformedRows = new MalformedRows(this.name);

  constructor(private readonly options: AnilistOptions) {}

  parseLink(link: URL): SourceRef | null {
    const sourceId = parseAnilistLink(link);
    return sourceId === null ? null : { platformId: this.id, sourceId };
  }

  async fetchSeries(ref: SourceRef): Promise<SeriesSnapshot> {
    const body = await this.query(SERIES_QUERY, { id: Number(ref.sourceId) });
    const series = parseSeries(body);
    if (isNotFound(body) || series === null)
      throw new LinkError(`AniList has no anime with the number ${ref.sourceId}.`);
    const schedule = parseAiredPage(body, this.options.clock.now());
    if (schedule === null) throw this.unavailable('the series came without its schedule');
    this.malformedRows.report(schedule.malformed);
    const releases = schedule.releases.filter((release) => release.sourceId === ref.sourceId);
    return { series, releases: [...unique(releases).values()] };
  }

  async readStream(stream: StreamName, cursor: Date): Promise<StreamPage> {
    if (stream !== 'aired') throw new RangeError(`AniList has no stream "${stream}"`);
    const now = this.options.clock.now();
    const releases: Release[] = [];
    let readUpTo = new Date(Math.min(cursor.getTime(), now.getTime()) - OVERLAP_MS);
    let pages = 0;
    do {
      const end = new Date(Math.min(readUpTo.getTime() + WINDOW_MS, now.getTime()));
      pages += await this.readWindow(readUpTo, end, now, releases);
      readUpTo = end;
    } while (readUpTo < now && pages < PAGES_PER_READ);
    return {
      releases: [...unique(releases).values()],
      cursor: readUpTo > cursor ? readUpTo : cursor,
      complete: readUpTo >= now,
    };
  }

  /** Adds what aired from `start` to `end`, both included, and returns how many requests it took. */
  private async readWindow(start: Date, end: Date, now: Date, releases: Release[]): Promise<number> {
    // AniList does not say whether its bounds are exclusive; one second more on each side serves both readings.
    const from = Math.floor(start.getTime() / 1_000) - 1;
    const to = Math.floor(end.getTime() / 1_000) + 1;
    for (let page = 1; page <= MAX_PAGES_PER_WINDOW; page += 1) {
      const aired = await this.readPage({ from, to, page }, now);
      this.malformedRows.report(aired.malformed);
      releases.push(...aired.releases);
      if (!aired.hasNextPage) return page;
    }
    throw this.unavailable(`more than ${MAX_PAGES_PER_WINDOW} pages of episodes from ${from} to ${to}`);
  }

  private async readPage(span: { from: number; to: number; page: number }, now: Date): Promise<AiredPage> {
    const aired = parseAiredPage(await this.query(AIRED_QUERY, span), now);
    if (aired === null) throw this.unavailable('the answer holds no airing schedule');
    return aired;
  }

  private async query(query: string, variables: Readonly<Record<string, number>>): Promise<unknown> {
    const { endpoint, host } = this.options;
    const { status, body } = await host.ask(
      {
        method: 'POST',
        url: endpoint,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      },
      [404],
    );
    const errors = readErrors(body);
    const isError = errors !== null || status === 404;
    if (isError && !isNotFound(body)) throw this.unavailable(`${status} with errors ${errors ?? 'missing'}`);
    return body;
  }

  private unavailable(detail: string): PlatformUnavailableError {
    return new PlatformUnavailableError(this.name, detail);
  }
}

/** Windows share their edges, and one episode may have two rows. */
function unique(releases: readonly Release[]): Map<string, Release> {
  const byKey = new Map<string, Release>();
  for (const release of releases) {
    if (!byKey.has(release.itemKey)) byKey.set(release.itemKey, release);
  }
  return byKey;
}

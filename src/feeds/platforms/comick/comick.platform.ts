import type { Clock } from '../../../common';
import type { JsonHost } from '../http';
import { MOST_RELEASES } from '../limits';
import { MalformedRows } from '../malformed-rows';
import type {
  Pause,
  ReadOptions,
  Release,
  SeriesSnapshot,
  SourceRef,
  StatesAnswer,
  StreamName,
  StreamPage,
  StreamPlatform,
} from '../platform';
import { LinkError, PlatformUnavailableError } from '../platform.errors';
import { COMICK_EXAMPLE_LINK, parseComickLink } from './comick-links';
import { type Comic, parseComic, parseComicChapters } from './parse-comic';

const HOUR_MS = 3_600_000;
const CHAPTERS_PER_LANGUAGE = 60;

export interface ComickOptions {
  readonly origin: URL;
  readonly host: JsonHost;
  readonly clock: Clock;
}

/**
 * Comics by what is known of an API that nobody has documented: it has neither a stream nor batches, so that each comic
 * is asked about by itself, hourly at most, in the turns of the reconciliation.
 */
export class ComickPlatform implements StreamPlatform {
  readonly id = 'Comick';
  readonly name = 'Comick';
  readonly exampleLink = COMICK_EXAMPLE_LINK;
  readonly streams: readonly StreamName[] = [];
  readonly foretells = false;
  readonly statesPerRequest = 1;
  private readonly malformedRows = new MalformedRows(this.name);

  constructor(private readonly options: ComickOptions) {}

  pause(): Pause | null {
    return this.options.host.pause();
  }

  parseLink(link: URL): SourceRef | null {
    const sourceId = parseComickLink(link);
    return sourceId === null ? null : { platformId: this.id, sourceId };
  }

  async fetchSeries(ref: SourceRef, options: ReadOptions): Promise<SeriesSnapshot> {
    const comic = await this.fetchComic(ref.sourceId);
    if (comic === null) throw new LinkError(`Comick has no comic ${ref.sourceId}.`);
    return { series: comic.state.series, releases: await this.fetchChapters(comic, options) };
  }

  async fetchReleases(ref: SourceRef, options: ReadOptions): Promise<readonly Release[]> {
    const comic = await this.fetchComic(ref.sourceId);
    return comic === null ? [] : this.fetchChapters(comic, options);
  }

  async fetchStates(sourceIds: readonly string[]): Promise<StatesAnswer> {
    const comics = await Promise.all(sourceIds.map((sourceId) => this.fetchComic(sourceId)));
    return {
      states: comics.flatMap((comic) => (comic === null ? [] : [comic.state])),
      absent: sourceIds.filter((_, index) => comics[index] === null),
    };
  }

  readStream(stream: StreamName): Promise<StreamPage> {
    throw new RangeError(`Comick has no stream "${stream}"`);
  }

  stateLifetimeMs(): number {
    return HOUR_MS;
  }

  private async fetchComic(slug: string): Promise<Comic | null> {
    const { status, body } = await this.get(`/comic/${slug}`, {}, [404]);
    if (status === 404) return null;
    const comic = parseComic(body, slug);
    if (comic === null) throw this.unavailable('the answer is not a comic');
    return comic;
  }

  private async fetchChapters(
    { hid, state }: Comic,
    { languages }: ReadOptions,
  ): Promise<readonly Release[]> {
    const releases: Release[] = [];
    for (const lang of languages) {
      const query = { lang, limit: String(CHAPTERS_PER_LANGUAGE), page: '1' };
      const { body } = await this.get(`/comic/${encodeURIComponent(hid)}/chapters`, query);
      const page = parseComicChapters(body, state.series.ref.sourceId, this.options.clock.now());
      if (page === null) throw this.unavailable('the answer is not a list of chapters');
      this.malformedRows.report(page.malformed);
      releases.push(...page.releases);
    }
    return releases.sort((a, b) => b.releasedAt.getTime() - a.releasedAt.getTime()).slice(0, MOST_RELEASES);
  }

  private get(path: string, query: Readonly<Record<string, string>>, meaningful: readonly number[] = []) {
    const url = new URL(path, this.options.origin);
    url.search = new URLSearchParams(query).toString();
    return this.options.host.ask({ method: 'GET', url }, meaningful);
  }

  private unavailable(detail: string): PlatformUnavailableError {
    return new PlatformUnavailableError(this.name, detail);
  }
}

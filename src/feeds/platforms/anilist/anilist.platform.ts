import type { Clock } from '../../../common';
import type { JsonHost } from '../http';
import { MOST_MATCHES, MOST_RELEASES } from '../limits';
import { MalformedRows } from '../malformed-rows';
import type {
  Forecast,
  Pause,
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
import { readAiringForecast } from './airing-forecast';
import { readAiringStream } from './airing-stream';
import { ANILIST_EXAMPLE_LINK, parseAnilistLink } from './anilist-links';
import { AIRED_QUERY, type AiredVariables, SERIES_QUERY, type SeriesVariables } from './anilist.queries';
import { type AiringPage, parseAiringPage, readErrors } from './parse-airing';
import { impliedEpisodes, parseMatches, parseMediaList } from './parse-media';

const DAY_MS = 24 * 3_600_000;

export interface AnilistOptions {
  readonly endpoint: URL;
  readonly host: JsonHost;
  readonly clock: Clock;
}

/** Anime episodes by AniList's airing schedule: one request reads what the whole site aired and will air. */
export class AnilistPlatform implements StreamPlatform {
  readonly id = 'AniList Anime';
  readonly name = 'AniList';
  readonly exampleLink = ANILIST_EXAMPLE_LINK;
  readonly streams: readonly StreamName[] = ['aired'];
  readonly foretells = true;
  readonly statesPerRequest = 50;
  private readonly malformedRows = new MalformedRows(this.name);

  constructor(private readonly options: AnilistOptions) {}

  pause(): Pause | null {
    return this.options.host.pause();
  }

  parseLink(link: URL): SourceRef | null {
    const sourceId = parseAnilistLink(link);
    return sourceId === null ? null : { platformId: this.id, sourceId };
  }

  async fetchSeries(ref: SourceRef): Promise<SeriesSnapshot> {
    const { state, releases } = await this.fetchWithEpisodes(ref);
    if (state === null) throw new LinkError(`AniList has no anime with the number ${ref.sourceId}.`);
    return { series: state.series, releases };
  }

  async fetchReleases(ref: SourceRef): Promise<readonly Release[]> {
    return (await this.fetchWithEpisodes(ref)).releases;
  }

  async fetchStates(sourceIds: readonly string[]): Promise<StatesAnswer> {
    const ids = sourceIds.map(Number);
    const body = await this.querySeries({ ids, sort: ['ID'], size: ids.length, withEpisodes: false });
    return statesAnswer(sourceIds, this.readStates(body));
  }

  async searchTitles(text: string): Promise<readonly TitleMatch[]> {
    const matches = parseMatches(
      await this.querySeries({
        search: text,
        sort: ['SEARCH_MATCH'],
        size: MOST_MATCHES,
        withEpisodes: false,
      }),
    );
    if (matches === null) throw this.unavailable('the answer holds no anime');
    return matches.slice(0, MOST_MATCHES);
  }

  fetchUpcoming(sourceIds: readonly string[], until: Date): Promise<Forecast> {
    const read = (variables: AiredVariables, asOf: Date) => this.readAiring(variables, asOf);
    return readAiringForecast(read, sourceIds, this.options.clock.now(), until);
  }

  readStream(stream: StreamName, cursor: Date): Promise<StreamPage> {
    if (stream !== 'aired') throw new RangeError(`AniList has no stream "${stream}"`);
    return readAiringStream(
      (span, now) => this.readAiring(span, now),
      cursor,
      this.options.clock.now(),
      (detail) => this.unavailable(detail),
    );
  }

  /** Daily while something airs, else weekly: titles and covers hardly change. */
  stateLifetimeMs(outlook: SeriesState['outlook']): number {
    return outlook === 'active' ? DAY_MS : 7 * DAY_MS;
  }

  private async fetchWithEpisodes({ sourceId }: SourceRef) {
    const ids = [Number(sourceId)];
    const body = await this.querySeries({ ids, sort: ['ID'], size: 1, withEpisodes: true });
    const now = this.options.clock.now();
    const state = this.readStates(body).states.find(({ series }) => series.ref.sourceId === sourceId) ?? null;
    const isOwn = (release: Release): boolean => release.sourceId === sourceId;
    const aired = this.readPage(body, now).releases.filter(isOwn);
    const announced = this.readPage(body, now, 'announced').upcoming;
    const implied = state === null ? [] : impliedEpisodes(state, { aired, announced }, now);
    const releases = [...implied.reverse(), ...aired];
    const unique = new Map(releases.map((release) => [release.itemKey, release]));
    return { state, releases: [...unique.values()].slice(0, MOST_RELEASES) };
  }

  private readStates(body: unknown) {
    const list = parseMediaList(body);
    if (list === null) throw this.unavailable('the answer holds no anime');
    this.malformedRows.report(list.malformed);
    return list;
  }

  private async readAiring(variables: AiredVariables, asOf: Date): Promise<AiringPage> {
    return this.readPage(await this.query(AIRED_QUERY, variables), asOf);
  }

  private readPage(body: unknown, asOf: Date, name?: string): AiringPage {
    const page = parseAiringPage(body, asOf, name);
    if (page === null) throw this.unavailable('the answer holds no airing schedule');
    this.malformedRows.report(page.malformed);
    return page;
  }

  private querySeries(variables: SeriesVariables): Promise<unknown> {
    return this.query(SERIES_QUERY, variables);
  }

  private async query(query: string, variables: AiredVariables | SeriesVariables): Promise<unknown> {
    const { endpoint, host } = this.options;
    const { body } = await host.ask({
      method: 'POST',
      url: endpoint,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const errors = readErrors(body);
    if (errors !== null) throw this.unavailable(`errors ${errors}`);
    return body;
  }

  private unavailable(detail: string): PlatformUnavailableError {
    return new PlatformUnavailableError(this.name, detail);
  }
}

import type { Clock } from '../../common';
import { Forecasts } from './forecasts';
import type {
  Forecast,
  Pause,
  Platform,
  PlatformId,
  ReadOptions,
  SourceRef,
  StreamPlatform,
  TitleMatch,
} from './platform';
import { LinkError } from './platform.errors';
import { TitleSearch } from './title-search';

/** All platforms that can be followed, and the one place where a person's text becomes a reference. */
export class PlatformRegistry {
  /** In the order in which they are asked whether a link is theirs. */
  readonly all: readonly Platform[];
  private readonly searches: ReadonlyMap<PlatformId, TitleSearch>;
  private readonly forecasts: ReadonlyMap<PlatformId, Forecasts>;

  constructor(
    clock: Clock,
    /** Those that are read as streams. */
    readonly streaming: readonly StreamPlatform[],
    others: readonly Platform[] = [],
  ) {
    this.all = [...streaming, ...others];
    this.searches = new Map(this.all.map((platform) => [platform.id, new TitleSearch(platform, clock)]));
    const farsighted = this.all.filter((platform) => platform.fetchUpcoming !== undefined);
    this.forecasts = new Map(farsighted.map((platform) => [platform.id, new Forecasts(platform, clock)]));
  }

  /** @throws LinkError when the platform is not there: the database may come from another version. */
  get(id: PlatformId): Platform {
    const platform = this.all.find((candidate) => candidate.id === id);
    if (!platform) throw new LinkError(`${id} is not available.`);
    return platform;
  }

  /**
   * Which series a person means. Accepts a link with or without scheme, in the `<…>` that keeps Discord from
   * showing a preview, to the series or to one of its chapters.
   * @throws LinkError that says what is wrong with it.
   * @throws PlatformUnavailableError when the platform has to be asked and cannot be now.
   */
  async resolve(text: string): Promise<SourceRef> {
    const link = readUrl(text);
    for (const platform of this.all) {
      const ref = await platform.parseLink(link);
      if (ref) return ref;
    }
    throw new LinkError(`this site cannot be followed. ${this.supported()}`);
  }

  /**
   * Series whose titles match what somebody types, for an autocomplete: at most 10 of each platform, within 2 seconds.
   * A platform that cannot be asked gives nothing. Never rejects.
   */
  async search(text: string): Promise<TitleMatch[]> {
    const found = await Promise.all([...this.searches.values()].map((search) => search.find(text)));
    return found.flat();
  }

  /** As `search`, of one platform only. */
  async searchIn(id: PlatformId, text: string): Promise<readonly TitleMatch[]> {
    return (await this.searches.get(id)?.find(text)) ?? [];
  }

  /** Whether a platform says anything about what is coming. */
  announces(id: PlatformId): boolean {
    return this.forecasts.has(id);
  }

  /**
   * What these series are announced to release before `until`, not older than five minutes.
   * @throws PlatformUnavailableError when the platform cannot be asked now.
   */
  async findUpcoming(
    id: PlatformId,
    sourceIds: readonly string[],
    until: Date,
    options: ReadOptions,
  ): Promise<Forecast> {
    const found = await this.forecasts.get(id)?.find(sourceIds, until, options);
    return found ?? { releases: [], isComplete: true };
  }

  /** Those that have closed. */
  get asleep(): PlatformId[] {
    return this.all.filter(({ isAsleep }) => isAsleep === true).map(({ id }) => id);
  }

  /** Whether what is followed there is read; not so on platforms that have closed. */
  isAwake(id: PlatformId): boolean {
    return this.all.some((platform) => platform.id === id && platform.isAsleep !== true);
  }

  /** Until when a platform is not asked and why; null while it is. */
  pauseOf(id: PlatformId): Pause | null {
    return this.all.find((platform) => platform.id === id)?.pause?.() ?? null;
  }

  private supported(): string {
    const awake = this.all.filter(({ isAsleep }) => isAsleep !== true);
    return `Supported are ${awake.map(({ name, exampleLink }) => `${name} (${exampleLink})`).join(' and ')}.`;
  }
}

/** Links come in brackets and quotes, and with the end of somebody's sentence. */
function withoutWrapping(text: string): string {
  const begun = text.trim().replace(/^[<"'(]+/, '');
  // A bracket that is opened inside belongs to the address.
  const end = begun.includes('(') ? /[\s>"'.,;:!]+$/ : /[\s>"'.,;:!)]+$/;
  return begun.replace(end, '').trim();
}

function readUrl(text: string): URL {
  const bare = withoutWrapping(text);
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(bare) ? bare : `https://${bare}`;
  if (bare === '' || !URL.canParse(address)) throw new LinkError('this is not a link.');
  const link = new URL(address);
  if (link.protocol !== 'https:' && link.protocol !== 'http:') {
    throw new LinkError('only links that begin with https:// can be followed.');
  }
  return link;
}

/** As stored in `feeds.platform_id`; the names the original bot wrote. */
export type PlatformId = 'AniList Anime' | 'MangaDex' | 'Comick' | 'Web feed';

/** One stream of new items that a platform offers; a platform may need several to see everything. */
export type StreamName = 'aired' | 'on-site' | 'link-only';

/** What a link points to. Two links to the same series give the same `sourceId`. */
export interface SourceRef {
  readonly platformId: PlatformId;
  readonly sourceId: string;
}

export interface Series {
  readonly ref: SourceRef;
  readonly title: string;
  /** Plain text, possibly empty. */
  readonly description: string;
  /** Canonical https address of the series' page. */
  readonly url: string;
  /** https address, or null where there is none. */
  readonly coverUrl: string | null;
  readonly tags: readonly string[];
  /** Only for places that are age-restricted. */
  readonly isAdult: boolean;
}

/** One released chapter or episode. */
export interface Release {
  readonly sourceId: string;
  /** The platform's own identity of this very item (a chapter's UUID, `mediaId:episode`). */
  readonly itemKey: string;
  /**
   * Equal for the same chapter by two groups or in two languages; equal to `itemKey` where the platform has no such
   * notion.
   */
  readonly logicalKey: string;
  /** Only where numbers start anew in each volume: the logical key without the volume, by which it may be stored. */
  readonly keyInAnyVolume?: string;
  /** `Chapter 105: The title`, `Episode 3`, `Oneshot: The title`. */
  readonly label: string;
  /** As the platform writes it (`"105"`, `"10.5"`), or null for a oneshot. */
  readonly number: string | null;
  /** https address of this very chapter or episode, or of the series where the item has no page. */
  readonly url: string;
  /** BCP 47 code, or null where the platform has none. */
  readonly language: string | null;
  /** Who is to be credited besides the platform (scanlation groups), or null. */
  readonly groupName: string | null;
  /** When people could first read or watch it. */
  readonly releasedAt: Date;
}

export interface SeriesSnapshot {
  readonly series: Series;
  /** Newest first, at most 100: what is out already when somebody subscribes. */
  readonly releases: readonly Release[];
}

export interface StreamPage {
  /** Oldest first, of all series, followed or not; items already seen may be among them. */
  readonly releases: readonly Release[];
  /** Everything released before this instant has been read. Never before the cursor that was given. */
  readonly cursor: Date;
  /** False when more was waiting than this read took; the caller reads again from `cursor` at once. */
  readonly complete: boolean;
  /** What the platform has announced for later, of all series: lets the caller read when something is due. */
  readonly upcoming: readonly Upcoming[];
}

export interface Upcoming {
  readonly sourceId: string;
  readonly at: Date;
}

/** What a platform is asked for beyond which series. */
export interface ReadOptions {
  /** BCP 47 codes as the platform writes them, at least one; platforms without languages ignore them. */
  readonly languages: readonly string[];
}

/** What platforms have announced for a span of time. */
export interface Forecast {
  /** Each with a `releasedAt` that may still move; what has just come out may be among them. */
  readonly releases: readonly Release[];
  /** False when there may be more than the platform was asked for. */
  readonly isComplete: boolean;
}

/** A series that a search found. */
export interface TitleMatch {
  readonly ref: SourceRef;
  readonly title: string;
  /** When it began, where the platform knows. */
  readonly year: number | null;
  readonly url: string;
  readonly isAdult: boolean;
}

/** A host is left alone until then. */
export interface Pause {
  readonly until: Date;
  readonly because: string;
}

/** A place where series are published. No method touches the database. */
export interface Platform {
  readonly id: PlatformId;
  /** For people: `AniList`, `MangaDex`. */
  readonly name: string;
  /** For the answer to a wrong link: `https://mangadex.org/title/…`. */
  readonly exampleLink: string;
  /** True when nothing can be followed there any more; what was followed keeps its history. */
  readonly isAsleep?: boolean;
  /** Null while the platform may be asked. */
  pause?(): Pause | null;
  /** Whether its releases are in languages, and only those are read that somebody wants. */
  readonly hasLanguages?: true;
  /**
   * Null when the link is not of this platform at all; a promise when the platform has to be asked which series it is.
   * @throws LinkError when the host is this platform's but the link cannot be followed; the message says why.
   * @throws PlatformUnavailableError when the platform cannot be asked now.
   */
  parseLink(link: URL): SourceRef | null | Promise<SourceRef | null>;
  /**
   * The series and what it has released so far.
   * @throws LinkError when there is no such series.
   * @throws PlatformUnavailableError when the platform cannot be asked now.
   */
  fetchSeries(ref: SourceRef, options: ReadOptions): Promise<SeriesSnapshot>;
  /**
   * Series by their title, the best match first, at most 10.
   * @throws PlatformUnavailableError when the platform cannot be asked now.
   */
  searchTitles?(text: string): Promise<readonly TitleMatch[]>;
  /**
   * What these series are announced to release from now on and up to `until`, in a bounded number of requests.
   * @throws PlatformUnavailableError when the platform cannot be asked now.
   */
  fetchUpcoming?(sourceIds: readonly string[], until: Date, options: ReadOptions): Promise<Forecast>;
}

/** What a platform says about a series itself, to find what its streams did not show. */
export interface SeriesState {
  readonly series: Series;
  /** The newest item in whatever language, or null where the platform does not say. */
  readonly newestItemKey: string | null;
  /** Every whole number up to this one is out; null where the platform does not say. */
  readonly releasedThrough: number | null;
  /** `active`: the next item is expected soon. `ended`: by what the platform knows, nothing comes after `lastNumber`. */
  readonly outlook: 'active' | 'idle' | 'ended';
  /** The number of an ended series' last item, or null where the platform does not say. */
  readonly lastNumber: number | null;
}

export interface StatesAnswer {
  readonly states: readonly SeriesState[];
  /** Of the series asked for, those that the platform no longer has; empty when the answer leaves doubt. */
  readonly absent: readonly string[];
}

/** Reading is by stream: one call reads what the whole platform released, whatever the number of followed series. */
export interface StreamPlatform extends Platform {
  readonly streams: readonly StreamName[];
  /** True when the streams tell what is coming, so that they are read when something is due rather than all the time. */
  readonly foretells: boolean;
  /** How many series one `fetchStates` takes. */
  readonly statesPerRequest: number;
  /**
   * Reads on from the cursor, overlapping what was read before so that late entries are not missed.
   * @throws PlatformUnavailableError when the platform cannot be asked now; the cursor must then stand still.
   */
  readStream(stream: StreamName, cursor: Date, options: ReadOptions): Promise<StreamPage>;
  /**
   * What the platform says about these series, in one request.
   * @throws PlatformUnavailableError when the platform cannot be asked now.
   */
  fetchStates(sourceIds: readonly string[]): Promise<StatesAnswer>;
  /**
   * The newest items of one series, at most 100, in one request.
   * @throws PlatformUnavailableError when the platform cannot be asked now.
   */
  fetchReleases(ref: SourceRef, options: ReadOptions): Promise<readonly Release[]>;
  /**
   * Of these items, at most as many as of series in `statesPerRequest`, those that can be read now, in whatever
   * language, in one request. Only where the newest item that a state names may be one that nobody can read.
   * @throws PlatformUnavailableError when the platform cannot be asked now.
   */
  fetchReadable?(itemKeys: readonly string[]): Promise<readonly Release[]>;
  /** How long a state stays good enough, in milliseconds, with so many series to look at. */
  stateLifetimeMs(outlook: SeriesState['outlook'], series: number): number;
}

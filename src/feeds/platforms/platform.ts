/** As stored in `feeds.platform_id`; the names the original bot wrote. */
export type PlatformId = 'AniList Anime' | 'MangaDex' | 'Comick';

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
}

/** One released chapter or episode. */
export interface Release {
  readonly sourceId: string;
  /** The platform's own identity of this very item (a chapter's UUID, `mediaId:episode`). */
  readonly itemKey: string;
  /** Equal for the same chapter by two groups; equal to `itemKey` where the platform has no such notion. */
  readonly logicalKey: string;
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
}

/**
 * A place where series are published. Reading is by stream: one call reads what the whole platform released
 * since the cursor, whatever the number of followed series. No method touches the database.
 */
export interface Platform {
  readonly id: PlatformId;
  /** For people: `AniList`, `MangaDex`. */
  readonly name: string;
  /** For the answer to a wrong link: `https://mangadex.org/title/…`. */
  readonly exampleLink: string;
  readonly streams: readonly StreamName[];
  /**
   * Null when the link is not of this platform at all.
   * @throws LinkError when the host is this platform's but the link cannot be followed; the message says why.
   */
  parseLink(link: URL): SourceRef | null;
  /**
   * The series and what it has released so far.
   * @throws LinkError when there is no such series.
   * @throws PlatformUnavailableError when the platform cannot be asked now.
   */
  fetchSeries(ref: SourceRef): Promise<SeriesSnapshot>;
  /**
   * Reads on from the cursor, overlapping what was read before so that late entries are not missed.
   * @throws PlatformUnavailableError when the platform cannot be asked now; the cursor must then stand still.
   */
  readStream(stream: StreamName, cursor: Date): Promise<StreamPage>;
}

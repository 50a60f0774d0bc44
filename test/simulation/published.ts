export type SourceName = 'AniList' | 'MangaDex' | 'web feeds';
export const SOURCES: readonly SourceName[] = ['AniList', 'MangaDex', 'web feeds'];

/** What can be followed. */
export interface Series {
  readonly source: SourceName;
  readonly title: string;
  /** What a person pastes. */
  readonly url: string;
}

/** One chapter of one group in one language, one episode, one item of a feed: as it was published, whatever the bot does. */
export interface Upload {
  readonly series: Series;
  /** How a message refers to it, see `told.ts`. */
  readonly reference: string;
  /** Uploads with the same one are one release. */
  readonly release: string;
  /** Null where the source has none. */
  readonly language: string | null;
  readonly groups: readonly string[];
  /** When anybody could first see it at the source; moves with an episode that did not air yet. */
  visibleAt: number;
  /** When it came out by the source's own word. */
  releasedAt: number;
  /** What the source shows in one list, in the order of appearance. */
  readonly lane: 'on-site' | 'link-only' | 'aired' | 'items';
  /**
   * `history` is never told: it was out before. `hidden` appears behind what is newer, and is found when somebody looks
   * again.
   */
  readonly kind: 'news' | 'history' | 'hidden';
}

/** Everything that was published, by series. */
export class Published {
  private readonly bySeries = new Map<Series, Upload[]>();

  add(upload: Upload): Upload {
    this.bySeries.set(upload.series, [...this.of(upload.series), upload]);
    return upload;
  }

  of(series: Series): readonly Upload[] {
    return this.bySeries.get(series) ?? [];
  }

  get all(): readonly Upload[] {
    return [...this.bySeries.values()].flat();
  }
}

/** What a feed says, whatever its format. */
export interface FeedDocument {
  /** Plain text, or null where there is none. */
  readonly title: string | null;
  readonly description: string | null;
  /** https address, or null where there is none. */
  readonly imageUrl: string | null;
  /** How long the feed asks not to be read again, 0 where it says nothing. */
  readonly ttlMs: number;
  /** As the document has them. */
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  /** The publisher's own identity of the item (`guid`, `id`, `rdf:about`). */
  readonly id: string | null;
  /** Absolute http or https address. */
  readonly link: string | null;
  /** Plain text: the title, or else the beginning of the text. */
  readonly title: string | null;
  /** Null where there is none or none that can be understood. */
  readonly date: Date | null;
}

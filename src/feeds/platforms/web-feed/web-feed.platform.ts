import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { truncate } from '../../../common';
import type { Platform, SeriesSnapshot, SourceRef } from '../platform';
import { LinkError, PlatformUnavailableError } from '../platform.errors';
import { decodeDocument } from './decode-document';
import { discoverFeed } from './discover-feed';
import type { FeedDocument } from './feed-document';
import {
  DocumentFetcher,
  type DocumentFetcherOptions,
  type FetchedDocument,
  type Validators,
} from './fetch-document';
import { parseFeed } from './parse-feed';
import { toReleases, type WebFeedRelease } from './to-releases';
import { canonicalFeedUrl, WEB_FEED_EXAMPLE_LINK } from './web-feed-links';

const NO_FEED =
  `there is no feed at this address. Supported are RSS, Atom and JSON Feed, such as ${WEB_FEED_EXAMPLE_LINK}, ` +
  'and pages that name theirs.';

/** What is remembered from one read of a feed to the next. */
export interface FeedState extends Validators {
  /** Where the feed has moved to for good, or null while it is where it was. */
  readonly movedTo: string | null;
  /** Of the document that was read last. */
  readonly bodyHash: string | null;
}

export type FeedReading =
  | {
      readonly type: 'read';
      readonly state: FeedState;
      /** How long the server or the feed asks not to be read again. */
      readonly restMs: number;
      /** Newest first, at most 1,000; null when the document is the one that was read last. */
      readonly releases: readonly WebFeedRelease[] | null;
    }
  /** For good (410). */
  | { readonly type: 'gone'; readonly detail: string }
  /** Perhaps a slip (404). */
  | { readonly type: 'missing'; readonly detail: string };

/** Feeds of any site by their address: RSS, Atom and JSON Feed. Ask it last: it takes every link. */
export class WebFeedPlatform implements Platform {
  readonly id = 'Web feed';
  readonly name = 'Web feed';
  readonly exampleLink = WEB_FEED_EXAMPLE_LINK;
  private readonly fetcher: DocumentFetcher;
  private parsing: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: DocumentFetcherOptions) {
    this.fetcher = new DocumentFetcher(options);
  }

  /**
   * A page leads to the feed that it names, and an address that has moved for good to the new one, so that whoever
   * pastes either means the same. When the site cannot be asked, the address stands for itself.
   */
  async parseLink(link: URL): Promise<SourceRef> {
    const sourceId = canonicalFeedUrl(link);
    const url = new URL(sourceId);
    this.fetcher.assertAllowed(url);
    // A single word is somebody's idea of a title, not a link.
    if (!/[.:]/.test(url.host)) throw new LinkError('this is not a link.');
    return { platformId: this.id, sourceId: (await this.resolve(url)) ?? sourceId };
  }

  async fetchSeries(ref: SourceRef): Promise<SeriesSnapshot> {
    const url = new URL(ref.sourceId);
    const fetched = await this.fetcher.fetch(url);
    if (fetched.type === 'unchanged') throw unavailable(url, '304 unasked');
    if (fetched.type !== 'document') throw new LinkError('there is nothing at this address (any more).');
    const feed = await this.parse(fetched);
    if (!feed) throw new LinkError(NO_FEED);
    return this.snapshotOf(feed, ref.sourceId);
  }

  /**
   * The feed as it is now, asked for only if it has changed since `state`.
   * @throws LinkError when the address leads somewhere that may not be asked.
   * @throws PlatformUnavailableError when there is no usable answer; nothing may be concluded then.
   */
  async readFeed(sourceId: string, state: FeedState): Promise<FeedReading> {
    const url = new URL(state.movedTo ?? sourceId);
    const fetched = await this.fetcher.fetch(url, state);
    if (fetched.type === 'gone' || fetched.type === 'missing') return fetched;
    const movedTo = fetched.movedTo?.href ?? state.movedTo;
    if (fetched.type === 'unchanged') {
      return { type: 'read', state: { ...stateOf(state), movedTo }, restMs: fetched.freshMs, releases: null };
    }
    const bodyHash = createHash('sha256').update(fetched.bytes).digest('base64url');
    const { etag, lastModified, freshMs } = fetched;
    const seen = { etag, lastModified, bodyHash, movedTo };
    if (bodyHash === state.bodyHash) return { type: 'read', state: seen, restMs: freshMs, releases: null };
    const feed = await this.parse(fetched);
    if (!feed) throw unavailable(url, 'this is not a feed');
    const releases = toReleases(sourceId, feed, this.options.clock.now());
    return { type: 'read', state: seen, restMs: Math.max(freshMs, feed.ttlMs), releases };
  }

  /** Ends running requests; later ones fail at once. */
  close(): Promise<void> {
    return this.fetcher.close();
  }

  private async resolve(url: URL): Promise<string | null> {
    try {
      const fetched = await this.fetcher.fetch(url);
      if (fetched.type !== 'document') return null;
      if (await this.parse(fetched)) return canonicalFeedUrl(fetched.movedTo ?? url);
      const named = discoverFeed(decode(fetched), fetched.url);
      if (!named) return null;
      const answer = await this.fetcher.fetch(named);
      return canonicalFeedUrl(answer.type === 'document' ? (answer.movedTo ?? named) : named);
    } catch (error) {
      if (error instanceof LinkError || error instanceof PlatformUnavailableError) return null;
      throw error;
    }
  }

  /**
   * One document at a time, and between two of them whatever else is waiting: parsing occupies the whole process, and
   * Discord wants its answers within 3 seconds.
   */
  private parse(fetched: FetchedDocument): Promise<FeedDocument | null> {
    const turn = this.parsing.then(() => nextTurn()).then(() => parseFeed(decode(fetched), fetched.url));
    this.parsing = turn.catch(() => undefined);
    return turn;
  }

  private snapshotOf(feed: FeedDocument, sourceId: string): SeriesSnapshot {
    const { host, pathname } = new URL(sourceId);
    return {
      series: {
        ref: { platformId: this.id, sourceId },
        title: truncate(feed.title ?? `${host}${pathname}`, 200),
        description: truncate(feed.description ?? '', 2_000),
        // The feed itself, not its site: that may have several, and the address tells one feed from all others.
        url: sourceId,
        coverUrl: feed.imageUrl,
        tags: [],
        isAdult: false,
      },
      releases: toReleases(sourceId, feed, this.options.clock.now()),
    };
  }
}

function stateOf({ etag, lastModified, bodyHash, movedTo }: FeedState): FeedState {
  return { etag, lastModified, bodyHash, movedTo };
}

function unavailable(url: URL, reason: string): PlatformUnavailableError {
  return new PlatformUnavailableError(url.hostname, `GET ${url.host}${url.pathname}: ${reason}`);
}

function decode({ bytes, contentType }: FetchedDocument): string {
  return decodeDocument(bytes, contentType);
}

import {
  atomDocument,
  jsonFeedDocument,
  rssDocument,
  type SandboxFeed,
  type SandboxItem,
  type SandboxWebFeeds,
} from '../../sandbox/web-feeds';
import type { SeededRandom } from '../support/seeded-random';
import type { Published, Series } from './published';

const HOUR = 3_600_000;
const HISTORY = 8;
const MOST_SHOWN = 60;
const FORMATS = [rssDocument, atomDocument, jsonFeedDocument] as const;

/** What a site does instead of answering. */
export type WebTrouble = 'error' | 'silence' | 'cut' | 'page' | 'half';

interface WebFeed {
  readonly series: Series;
  readonly site: SandboxWebFeeds;
  readonly path: string;
  readonly write: (feed: SandboxFeed) => string;
  readonly isDated: boolean;
  /** Newest first. */
  items: SandboxItem[];
}

/** Those who run sites with feeds. */
export class WebDesk {
  private readonly feeds: WebFeed[] = [];
  private trouble: WebTrouble | null = null;
  private isInDisorder = false;
  private written = 0;

  constructor(
    private readonly now: () => number,
    private readonly published: Published,
    private readonly random: SeededRandom,
    { count, sites }: { count: number; sites: readonly SandboxWebFeeds[] },
  ) {
    for (let n = 0; n < count; n++) {
      const site = sites[n % sites.length];
      const write = FORMATS[n % FORMATS.length];
      if (!site || !write) throw new Error('There is no site');
      this.feeds.push(this.begin(n, site, write));
    }
  }

  get series(): readonly Series[] {
    return this.feeds.map(({ series }) => series);
  }

  publish(): void {
    const feed = this.any();
    for (let n = this.random.next() < 0.3 ? this.random.integer(2, 4) : 1; n > 0; n--) {
      this.write(feed, this.now(), 'news');
    }
    this.serve(feed);
  }

  /** A title is put right; the item stays the same. */
  edit(): void {
    const feed = this.any();
    const index = this.random.integer(0, Math.min(feed.items.length, 5) - 1);
    feed.items = feed.items.map((item, n) =>
      n === index ? { ...item, title: `${item.title ?? ''} (corrected)` } : item,
    );
    this.serve(feed);
  }

  /** While on, documents show their items in any order and some of them twice. */
  disorder(isOn: boolean): void {
    this.isInDisorder = isOn;
    for (const feed of this.feeds) this.serve(feed);
  }

  setTrouble(trouble: WebTrouble | null): void {
    this.trouble = trouble;
    for (const feed of this.feeds) this.serve(feed);
  }

  private begin(n: number, site: SandboxWebFeeds, write: WebFeed['write']): WebFeed {
    const path = `/stories-${n}.xml`;
    const url = `${site.origin}${path}`;
    const title = `Invented Stories ${n}`;
    const series: Series = { source: 'web feeds', title, url };
    const feed: WebFeed = { series, site, path, write, isDated: n !== 3, items: [] };
    for (let left = HISTORY; left > 0; left--) this.write(feed, this.now() - left * 3 * HOUR, 'history');
    this.serve(feed);
    return feed;
  }

  private write(feed: WebFeed, at: number, kind: 'news' | 'history'): void {
    this.written += 1;
    const link = `https://stories.example.com${feed.path}/${this.written}`;
    const title = `Story ${this.written}`;
    const item = { id: `tag:stories.example.com,2026:${this.written}`, title, link };
    feed.items = [feed.isDated ? { ...item, date: new Date(at) } : item, ...feed.items].slice(0, MOST_SHOWN);
    this.published.add({
      series: feed.series,
      reference: link,
      release: link,
      language: null,
      groups: [],
      visibleAt: at,
      releasedAt: at,
      lane: 'items',
      kind,
    });
  }

  private serve(feed: WebFeed): void {
    const { site, path, series } = feed;
    const body = feed.write({ title: series.title, items: this.arranged(feed) });
    const type = feed.write === jsonFeedDocument ? 'application/feed+json' : 'application/xml';
    switch (this.trouble) {
      case 'error':
        return void site.serve(path, { status: 502, body: 'Bad gateway' });
      case 'silence':
        return void site.serve(path, { drop: true, delayMs: 2_000 });
      case 'cut':
        return void site.serve(path, { drop: true });
      case 'page':
        return void site.serve(path, {
          body: '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>',
          headers: { 'content-type': 'text/html' },
        });
      case 'half':
        return void site.serve(path, {
          body: body.slice(0, Math.floor(body.length * (0.3 + 0.6 * this.random.next()))),
          headers: { 'content-type': type },
        });
      case null:
        site.serve(path, { body, headers: { 'content-type': type } });
    }
  }

  private arranged({ items, isDated }: WebFeed): SandboxItem[] {
    if (!this.isInDisorder) return items;
    const repeated = [...items, ...items.filter(() => this.random.next() < 0.2)];
    // Without dates the order is all that tells which came first.
    if (!isDated) return [...items.slice(0, 2), ...items];
    return repeated
      .map((item) => ({ item, rank: this.random.next() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  }

  private any(): WebFeed {
    const [first, ...others] = this.feeds;
    if (!first) throw new Error('There is no feed');
    return this.random.pick([first, ...others]);
  }
}

import type * as Feedsmith from 'feedsmith';

import { truncate } from '../../../common';
import { readHttpsUrl } from '../json-values';
import { stripHtml } from '../plain-text';
import { parseFeedDate } from './feed-date';
import type { FeedDocument, FeedEntry } from './feed-document';

type ParsedFeed = ReturnType<typeof Feedsmith.parseFeed<Date | null>>;
type FeedOf<Format extends ParsedFeed['format']> = Extract<ParsedFeed, { format: Format }>['feed'];
interface AtomLink {
  readonly href?: string;
  readonly rel?: string;
  readonly type?: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** In so little space that no more fit in earnest; telling them apart would take seconds. */
const MOST_ENTRIES = 20_000;
/** Longer than any that a browser's bar or a server takes; each is kept in the database. */
const LONGEST_ADDRESS = 2_000;
/** What `sy:updatePeriod` may say (https://web.resource.org/rss/1.0/modules/syndication). */
const PERIODS: Readonly<Record<string, number>> = { hourly: 60 * MINUTE_MS, daily: DAY_MS };

/**
 * RSS, RDF, Atom or JSON Feed; null when the text is none of them, ends in the middle, declares entities of its own or
 * has more than 20,000 items. The parser takes 100 ms to load, which the first feed pays.
 * @param base what relative addresses are relative to.
 */
export async function parseFeed(text: string, base: URL): Promise<FeedDocument | null> {
  if (declaresEntities(text) || isCutOff(text)) return null;
  const { parseFeed: parse } = await import('feedsmith');
  try {
    const document = normalise(parse(text.trimStart(), { parseDateFn: parseFeedDate }), base);
    return document.entries.length > MOST_ENTRIES ? null : document;
  } catch {
    // Whatever the parser throws, a stack that is too deep included, the text is not a feed that can be read.
    return null;
  }
}

/**
 * No feed needs entities of its own, and they are how a small document becomes a huge one. The plain DOCTYPE of RSS
 * 0.91 is harmless: nobody fetches it.
 */
function declaresEntities(text: string): boolean {
  const root = text.search(/<[a-z]/i);
  const prolog = root === -1 ? text : text.slice(0, root);
  return /<!DOCTYPE[^<>]*\[|<!ENTITY/i.test(prolog);
}

/**
 * The parser forgives an XML document that ends in the middle. Its last item may then lack its identity, would be known
 * by another one, and be new once more in the whole document.
 */
function isCutOff(text: string): boolean {
  return /^\s*</.test(text) && !/<\/(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>/i.test(text);
}

function normalise(parsed: ParsedFeed, base: URL): FeedDocument {
  switch (parsed.format) {
    case 'rss':
      return fromRss(parsed.feed, base);
    case 'rdf':
      return fromRdf(parsed.feed, base);
    case 'atom':
      return fromAtom(parsed.feed, base);
    case 'json':
      return fromJson(parsed.feed, base);
  }
}

function fromRss(feed: FeedOf<'rss'>, base: URL): FeedDocument {
  const entries = (feed.items ?? []).map((item): FeedEntry => {
    const permalink = item.guid?.isPermaLink === false ? null : absoluteOnly(item.guid?.value);
    return {
      id: identity(item.guid?.value),
      link:
        address(item.link, base) ??
        atomLink(item.atom?.links, base) ??
        permalink ??
        address(item.enclosures?.[0]?.url, base),
      title: titleOf(item.title ?? item.dc?.titles?.[0], item.description ?? item.content?.encoded),
      date: item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published ?? item.dcterms?.created?.[0] ?? null,
    };
  });
  return {
    title: plain(feed.title),
    description: plain(feed.description),
    imageUrl: readHttpsUrl(feed.image?.url ?? feed.itunes?.image),
    ttlMs: Math.max(ttl(feed.ttl), period(feed.sy)),
    entries,
  };
}

function fromRdf(feed: FeedOf<'rdf'>, base: URL): FeedDocument {
  const entries = (feed.items ?? []).map((item): FeedEntry => ({
    id: identity(item.rdf?.about),
    link: address(item.link, base) ?? absoluteOnly(item.rdf?.about),
    title: titleOf(item.title ?? item.dc?.titles?.[0], item.description ?? item.content?.encoded),
    date: item.dc?.dates?.[0] ?? item.dcterms?.created?.[0] ?? null,
  }));
  return {
    title: plain(feed.title),
    description: plain(feed.description),
    imageUrl: readHttpsUrl(feed.image?.url),
    ttlMs: period(feed.sy),
    entries,
  };
}

function fromAtom(feed: FeedOf<'atom'>, base: URL): FeedDocument {
  const entries = (feed.entries ?? []).map((entry): FeedEntry => ({
    id: identity(entry.id),
    link: atomLink(entry.links, base),
    title: titleOf(entry.title?.value, entry.summary?.value ?? entry.content?.value),
    date: entry.published ?? entry.updated ?? null,
  }));
  return {
    title: plain(feed.title?.value),
    description: plain(feed.subtitle?.value),
    imageUrl: readHttpsUrl(feed.logo ?? feed.icon),
    ttlMs: period(feed.sy),
    entries,
  };
}

function fromJson(feed: FeedOf<'json'>, base: URL): FeedDocument {
  const entries = (feed.items ?? []).map((item): FeedEntry => ({
    id: identity(item.id),
    link: address(item.url, base) ?? address(item.external_url, base),
    title: titleOf(item.title, item.summary ?? item.content_text ?? item.content_html),
    date: item.date_published ?? item.date_modified ?? null,
  }));
  return {
    title: plain(feed.title),
    description: plain(feed.description),
    imageUrl: readHttpsUrl(feed.icon ?? feed.favicon),
    ttlMs: 0,
    entries,
  };
}

/** The link to the item's page; `self`, `edit`, `replies` and the like lead elsewhere. */
function atomLink(links: readonly AtomLink[] | undefined, base: URL): string | null {
  const pages = (links ?? []).filter(({ rel = 'alternate' }) => rel.toLowerCase() === 'alternate');
  const best = pages.find(({ type = 'text/html' }) => type.includes('html')) ?? pages[0];
  return address(best?.href, base);
}

function address(value: string | undefined, base: URL): string | null {
  const text = value?.trim() ?? '';
  if (text === '' || text.length > LONGEST_ADDRESS || !URL.canParse(text, base.href)) return null;
  const url = new URL(text, base);
  const isUsable = ['http:', 'https:'].includes(url.protocol) && url.href.length <= LONGEST_ADDRESS;
  return isUsable ? url.href : null;
}

function absoluteOnly(value: string | undefined): string | null {
  const url = value?.trim() ?? '';
  if (url.length > LONGEST_ADDRESS || !/^https?:\/\//i.test(url)) return null;
  return URL.canParse(url) ? new URL(url).href : null;
}

function identity(value: string | undefined): string | null {
  return value?.trim() || null;
}

function titleOf(title: string | undefined, text: string | undefined): string | null {
  const own = plain(title);
  if (own !== null) return own;
  const beginning = plain(text?.slice(0, 2_000));
  return beginning === null ? null : truncate(beginning, 100);
}

function plain(value: string | undefined): string | null {
  return value === undefined ? null : stripHtml(value) || null;
}

function ttl(minutes: number | undefined): number {
  return minutes !== undefined && minutes > 0 ? Math.min(minutes * MINUTE_MS, DAY_MS) : 0;
}

function period(syndication: { updatePeriod?: string; updateFrequency?: number } | undefined): number {
  const length = PERIODS[syndication?.updatePeriod?.toLowerCase() ?? ''] ?? 0;
  return length / Math.max(1, syndication?.updateFrequency ?? 1);
}

import { isTapas, tapasFeedUrl } from './web-feed-links';

/** Links to feeds stand in a page's head. */
const HEAD_LENGTH = 500_000;
const FEED_TYPES = ['application/atom+xml', 'application/rss+xml', 'application/feed+json'];

/** The feed that a page names as its own, or null (https://www.rssboard.org/rss-autodiscovery). */
export function discoverFeed(html: string, page: URL): URL | null {
  const head = html.slice(0, HEAD_LENGTH).replace(/<!--[^]*?(?:-->|$)/g, '');
  const base =
    resolve(attributesOf(/<base\b[^<>]{0,2000}>/i.exec(head)?.[0] ?? '').get('href') ?? '', page) ?? page;
  const candidates: { readonly url: URL; readonly title: string }[] = [];
  for (const [tag] of head.matchAll(/<link\b[^<>]{0,2000}>/gi)) {
    const attributes = attributesOf(tag);
    const rel = attributes.get('rel')?.toLowerCase().split(/\s+/) ?? [];
    const type = attributes.get('type')?.toLowerCase().split(';')[0]?.trim() ?? '';
    const url = resolve(attributes.get('href') ?? '', base);
    if (url && rel.includes('alternate') && FEED_TYPES.includes(type)) {
      candidates.push({ url, title: attributes.get('title') ?? '' });
    }
  }
  const isComments = ({ url, title }: (typeof candidates)[number]): boolean =>
    /\bcomments?\b/i.test(`${title} ${url.pathname}`);
  const best = candidates.find((candidate) => !isComments(candidate)) ?? candidates[0];
  return best?.url ?? tapasSeries(head, page);
}

/** Pages of Tapas name no feed, but the series' number in links for its app and in their own data. */
function tapasSeries(head: string, page: URL): URL | null {
  if (!isTapas(page)) return null;
  const id = /(?:tapas(?:tic)?:\/\/|\/rss\/)series\/(\d+)|data-series-id="(\d+)"/.exec(head);
  const seriesId = id?.[1] ?? id?.[2];
  return seriesId === undefined ? null : tapasFeedUrl(seriesId);
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const match of tag.matchAll(/(?<![a-z-])([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi)) {
    const [, name = '', double, single, bare = ''] = match;
    attributes.set(name.toLowerCase(), (double ?? single ?? bare).replace(/&amp;/gi, '&').trim());
  }
  return attributes;
}

function resolve(address: string, base: URL): URL | null {
  if (address === '' || !URL.canParse(address, base.href)) return null;
  const url = new URL(address, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}

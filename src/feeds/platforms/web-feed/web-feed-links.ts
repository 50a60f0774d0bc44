import { LinkError } from '../platform.errors';

export const WEB_FEED_EXAMPLE_LINK = 'https://example.org/feed.xml';

const WEBTOON_HOSTS = new Set(['webtoons.com', 'www.webtoons.com', 'm.webtoons.com']);
const TAPAS_HOSTS = new Set(['tapas.io', 'www.tapas.io', 'm.tapas.io']);

/**
 * The address of the feed as it is stored: of all its spellings one. Links to series of Webtoon and Tapas become
 * those of their feeds.
 * @throws LinkError when it holds a password.
 */
export function canonicalFeedUrl(link: URL): string {
  if (link.username !== '' || link.password !== '') {
    throw new LinkError('links with a user name or password in them cannot be followed.');
  }
  const url = webtoonFeed(link) ?? tapasFeed(link) ?? new URL(link);
  // `URL` has lower-cased the host, dropped the default port and resolved dots in the path.
  url.hash = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  // An empty query is a spelling too.
  return url.href.replace(/\?$/, '');
}

/** `/en/genre/name/list?title_no=1` and its episodes (`/en/genre/name/episode-3/viewer?title_no=1&episode_no=3`). */
function webtoonFeed(link: URL): URL | null {
  const title = link.searchParams.get('title_no') ?? '';
  const path = /^\/([^/]+\/[^/]+\/[^/]+)\/(?:list|rss|[^/]+\/viewer)\/?$/.exec(link.pathname)?.[1];
  if (!WEBTOON_HOSTS.has(link.hostname) || path === undefined || !/^\d+$/.test(title)) return null;
  return new URL(`https://www.webtoons.com/${path}/rss?title_no=${title}`);
}

/** `/series/123` and `/series/123/info`; a series by name is looked for on its page. */
function tapasFeed(link: URL): URL | null {
  const id = /^\/(?:rss\/)?series\/(\d+)(?:\/info)?\/?$/.exec(link.pathname)?.[1];
  return TAPAS_HOSTS.has(link.hostname) && id !== undefined ? tapasFeedUrl(id) : null;
}

export function tapasFeedUrl(seriesId: string): URL {
  return new URL(`https://tapas.io/rss/series/${seriesId}`);
}

export function isTapas(url: URL): boolean {
  return TAPAS_HOSTS.has(url.hostname);
}

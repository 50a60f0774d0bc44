import { LinkError } from '../platform.errors';

/** The reading site lived under many endings, and so do its imitations. */
const COMICK_HOST = /^(?:[a-z0-9-]+\.)?comick\.[a-z]{2,}$/;
const SLUG = /^[\w.-]{1,150}$/;

export const COMICK_EXAMPLE_LINK = 'https://comick.dev/comic/00-solo-leveling';

const CLOSED = 'Comick closed in September 2025 and no longer publishes chapters.';

/** Chapters have no page of their own any more. */
export function comicUrl(slug: string): string {
  return `https://comick.dev/comic/${slug}`;
}

/**
 * What Comick calls the comic (`02-solo-leveling`), also from a link to one of its chapters; null when the link leads
 * elsewhere than to Comick.
 * @throws LinkError
 */
export function parseComickLink(link: URL): string | null {
  if (!COMICK_HOST.test(link.hostname)) return null;
  const [section, slug = ''] = link.pathname.split('/').filter(Boolean);
  if (section !== 'comic' || !SLUG.test(slug)) throw new LinkError(comickClosed(null));
  return slug.toLowerCase();
}

/** Comick puts a number before names that it has twice. */
export function titleOfSlug(slug: string): string {
  return slug
    .replace(/^\d{1,2}-(?=.)/, '')
    .replace(/[-_.]+/g, ' ')
    .trim();
}

/** @param title what to look for on MangaDex, where that is known. */
export function comickClosed(title: string | null): string {
  const search = `https://mangadex.org/search${title === null ? '' : `?q=${encodeURIComponent(title)}`}`;
  return `${CLOSED} Look for the series on MangaDex and paste the link of its page there: <${search}>`;
}

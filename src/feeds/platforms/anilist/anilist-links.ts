import { LinkError } from '../platform.errors';

const HOSTS = new Set(['anilist.co', 'www.anilist.co']);
/** GraphQL's Int has 32 bits. */
const MAX_ID = 2 ** 31 - 1;

export const ANILIST_EXAMPLE_LINK = 'https://anilist.co/anime/154587';

export function animeUrl(mediaId: number | string): string {
  return `https://anilist.co/anime/${mediaId}`;
}

/**
 * The anime's number, or null when the link leads elsewhere than to AniList.
 * @throws LinkError
 */
export function parseAnilistLink(link: URL): string | null {
  if (!HOSTS.has(link.hostname)) return null;
  const [section, id = ''] = link.pathname.split('/').filter(Boolean);
  if (section === 'manga') {
    throw new LinkError(
      'AniList does not know when chapters come out. Please use the link of the series on MangaDex.',
    );
  }
  if (section !== 'anime') {
    throw new LinkError(
      `this page of AniList is not an anime. Such a link looks like ${ANILIST_EXAMPLE_LINK}`,
    );
  }
  const mediaId = /^\d{1,10}$/.test(id) ? Number(id) : 0;
  if (mediaId < 1 || mediaId > MAX_ID) {
    throw new LinkError(
      `the number of the anime is missing or wrong. Such a link looks like ${ANILIST_EXAMPLE_LINK}`,
    );
  }
  return String(mediaId);
}

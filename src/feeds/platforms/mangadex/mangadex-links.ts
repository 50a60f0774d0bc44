import { LinkError } from '../platform.errors';

const HOSTS = new Set(['mangadex.org', 'www.mangadex.org']);
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

export const MANGADEX_EXAMPLE_LINK = 'https://mangadex.org/title/a96676e5-8ae2-425e-b549-7f15dd34a6d8';

const ADVICE = `Please paste the link of the title's page, such as ${MANGADEX_EXAMPLE_LINK}`;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

export function titleUrl(mangaId: string): string {
  return `https://mangadex.org/title/${mangaId}`;
}

export function chapterUrl(chapterId: string): string {
  return `https://mangadex.org/chapter/${chapterId}`;
}

/** What a link of MangaDex leads to. */
export interface MangadexLink {
  readonly section: 'title' | 'chapter';
  /** A UUID in lower case. */
  readonly id: string;
}

/**
 * Null when the link leads elsewhere than to MangaDex.
 * @throws LinkError
 */
export function parseMangadexLink(link: URL): MangadexLink | null {
  if (!HOSTS.has(link.hostname)) return null;
  const [section, id = ''] = link.pathname.toLowerCase().split('/').filter(Boolean);
  if (section !== 'title' && section !== 'chapter') {
    throw new LinkError(`this page of MangaDex is neither a title nor a chapter. ${ADVICE}`);
  }
  if (!isUuid(id)) throw new LinkError(`this is not how MangaDex names a ${section}. ${ADVICE}`);
  return { section, id };
}

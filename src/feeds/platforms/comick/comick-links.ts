import { LinkError } from '../platform.errors';

/** The reading site lived under many endings, and so do its imitations. */
const COMICK_HOST = /^(?:[a-z0-9-]+\.)?comick\.[a-z]{2,}$/;

export const COMICK_CLOSED =
  'Comick closed in September 2025 and no longer publishes chapters. Please search for the series on https://mangadex.org and paste the link of its page there.';

/** @throws LinkError when the link is of Comick. */
export function refuseComickLink(link: URL): void {
  if (COMICK_HOST.test(link.hostname)) throw new LinkError(COMICK_CLOSED);
}

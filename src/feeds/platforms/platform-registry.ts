import { COMICK_CLOSED, refuseComickLink } from './comick/comick-links';
import type { Platform, PlatformId, SourceRef } from './platform';
import { LinkError } from './platform.errors';

/** All platforms that can be followed, and the one place where a person's text becomes a reference. */
export class PlatformRegistry {
  constructor(readonly all: readonly Platform[]) {}

  /** @throws LinkError when the platform is no longer there; imported data may still name Comick. */
  get(id: PlatformId): Platform {
    const platform = this.all.find((candidate) => candidate.id === id);
    if (!platform) throw new LinkError(id === 'Comick' ? COMICK_CLOSED : `${id} is not available.`);
    return platform;
  }

  /**
   * Which series a person means. Accepts a link with or without scheme, in the `<…>` that keeps Discord from
   * showing a preview.
   * @throws LinkError that says what is wrong with it.
   */
  parseLink(text: string): SourceRef {
    const link = readUrl(text);
    refuseComickLink(link);
    for (const platform of this.all) {
      const ref = platform.parseLink(link);
      if (ref) return ref;
    }
    throw new LinkError(`this site cannot be followed. ${this.supported()}`);
  }

  private supported(): string {
    return `Supported are ${this.all.map(({ name, exampleLink }) => `${name} (${exampleLink})`).join(' and ')}.`;
  }
}

function readUrl(text: string): URL {
  const bare = text.trim().replace(/^<+/, '').replace(/>+$/, '').trim();
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(bare) ? bare : `https://${bare}`;
  if (bare === '' || !URL.canParse(address)) throw new LinkError('this is not a link.');
  const link = new URL(address);
  if (link.protocol !== 'https:' && link.protocol !== 'http:') {
    throw new LinkError('only links that begin with https:// can be followed.');
  }
  return link;
}

import type { Platform, SeriesSnapshot, SourceRef, TitleMatch } from '../platform';
import { LinkError } from '../platform.errors';
import { COMICK_EXAMPLE_LINK, comickClosed, parseComickLink, titleOfSlug } from './comick-links';

const MOST_SUGGESTED = 2;

/** Recognises Comick's links, so that what was followed there can be left, and says what became of it. */
export class ClosedComickPlatform implements Platform {
  readonly id = 'Comick';
  readonly name = 'Comick';
  readonly exampleLink = COMICK_EXAMPLE_LINK;
  readonly isAsleep = true;

  /** @param search gives series of another platform by their title; never rejects. */
  constructor(private readonly search: (title: string) => Promise<readonly TitleMatch[]>) {}

  parseLink(link: URL): SourceRef | null {
    const sourceId = parseComickLink(link);
    return sourceId === null ? null : { platformId: this.id, sourceId };
  }

  async fetchSeries({ sourceId }: SourceRef): Promise<SeriesSnapshot> {
    const title = titleOfSlug(sourceId);
    const matches = (await this.search(title)).slice(0, MOST_SUGGESTED).map(({ url }) => `<${url}>`);
    const perhaps = matches.length === 0 ? '' : ` Perhaps it is ${matches.join(' or ')}.`;
    throw new LinkError(`${comickClosed(title)}${perhaps}`);
  }
}

import { Injectable } from '@nestjs/common';

import { Registry } from '../common';

/** A part of `/about`. */
export interface AboutFact {
  readonly title: string;
  /** Lines of Markdown, 1,200 characters at most. */
  readonly lines: () => Promise<string>;
}

/** What features have to say of themselves in `/about`. */
@Injectable()
export class AboutFacts extends Registry<AboutFact> {}

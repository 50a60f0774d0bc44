import { Injectable } from '@nestjs/common';

/** A part of `/about`. */
export interface AboutFact {
  readonly title: string;
  /** Lines of Markdown, 1,200 characters at most. */
  readonly lines: () => Promise<string>;
}

/** What features have to say of themselves in `/about`; they register it at start-up. */
@Injectable()
export class AboutFacts {
  private readonly registered: AboutFact[] = [];

  register(fact: AboutFact): void {
    this.registered.push(fact);
  }

  get all(): readonly AboutFact[] {
    return this.registered;
  }
}

import { Injectable } from '@nestjs/common';

import { DEFAULT_LANGUAGES } from '../announcements/select-told';
import { FeedSubscriptionRepository } from '../persistence';

/** In which languages the platforms are read: the union of what subscriptions want. */
@Injectable()
export class WantedLanguages {
  constructor(private readonly subscriptions: FeedSubscriptionRepository) {}

  async list(): Promise<readonly string[]> {
    return [...new Set([...DEFAULT_LANGUAGES, ...(await this.subscriptions.listWantedLanguages())])];
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';

import { AboutFacts } from '../../discord';
import { FeedHealthService } from '../health/feed-health.service';
import { sourceLines } from './source-lines';

/** How the platforms are read, in `/about`. */
@Injectable()
export class SourcesFact implements OnModuleInit {
  constructor(
    private readonly facts: AboutFacts,
    private readonly health: FeedHealthService,
  ) {}

  onModuleInit(): void {
    this.facts.register({ title: 'Sources', lines: async () => sourceLines(await this.health.sources()) });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';

import { Clock } from '../../common';
import { Metrics, type Reading } from '../../monitoring';
import { WebFeedRepository } from '../persistence';
import { FeedHealthService, type SourceHealth } from './feed-health.service';

type OfStream = 'source' | 'stream';

/** Counting further would cost time and tell nobody anything. */
const COUNTED_UP_TO = 10_000;

/** What machines are told of how sources are read. */
@Injectable()
export class SourcesMonitoring implements OnModuleInit {
  constructor(
    private readonly health: FeedHealthService,
    private readonly webFeeds: WebFeedRepository,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.ofStreams(
      'pwrbot_source_lag_seconds',
      'How far behind the present the source is read',
      ({ lagMs }) => lagMs / 1000,
    );
    this.ofStreams(
      'pwrbot_source_last_read_age_seconds',
      'How long ago the source was last read; absent before the first time',
      ({ lastReadAt }) => lastReadAt && this.secondsSince(lastReadAt),
    );
    this.ofStreams('pwrbot_source_failures', 'Reads in a row that failed', ({ failures }) => failures);
    this.ofStreams(
      'pwrbot_source_paused',
      'Whether the source is left alone because it asked for it or failed often: 1 or 0',
      ({ pause }) => (pause ? 1 : 0),
    );
    this.metrics.gauge({
      name: 'pwrbot_web_feeds_due',
      help: `Web feeds that should have been read by now, counted up to ${COUNTED_UP_TO}`,
      read: async () => [{ labels: {}, value: (await this.due()).count }],
    });
    this.metrics.gauge({
      name: 'pwrbot_web_feeds_overdue_seconds',
      help: 'How late the web feed is that has been due longest; 0 where none is',
      read: async () => {
        const { oldest } = await this.due();
        return [{ labels: {}, value: oldest ? this.secondsSince(oldest) : 0 }];
      },
    });
  }

  private ofStreams(
    name: `pwrbot_source_${string}`,
    help: string,
    value: (source: SourceHealth) => number | null,
  ): void {
    this.metrics.gauge<OfStream>({
      name,
      help,
      labels: ['source', 'stream'],
      read: async () => {
        const readings: Reading<OfStream>[] = [];
        for (const source of await this.health.sources()) {
          const read = value(source);
          if (read !== null)
            readings.push({ labels: { source: source.name, stream: source.stream }, value: read });
        }
        return readings;
      },
    });
  }

  private due(): Promise<{ count: number; oldest: Date | null }> {
    return this.webFeeds.countDue(this.clock.now(), COUNTED_UP_TO);
  }

  private secondsSince(instant: Date): number {
    return Math.max(0, this.clock.now().getTime() - instant.getTime()) / 1000;
  }
}

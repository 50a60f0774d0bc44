import { Injectable, type OnModuleInit } from '@nestjs/common';

import { Clock } from '../common';
import { Metrics, type Reading } from '../monitoring';
import { COUNTED_UP_TO } from './delivery-status.service';
import { OutboxRepository } from './persistence';

/** What machines are told of the outbox. */
@Injectable()
export class DeliveryMonitoring implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRepository,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'pwrbot_outbox_messages',
      help: `Messages that are owed or were refused for good, counted up to ${COUNTED_UP_TO}`,
      labels: ['state'],
      read: async () => {
        const { pending, refused } = await this.outbox.countUnsent(COUNTED_UP_TO);
        return [
          { labels: { state: 'pending' }, value: pending },
          { labels: { state: 'refused' }, value: refused },
        ];
      },
    });
    this.metrics.gauge({
      name: 'pwrbot_outbox_oldest_seconds',
      help: 'Age of the oldest message that is owed to somebody who is neither paused nor stopped; 0 where none is',
      read: () => this.readOldest(),
    });
  }

  private async readOldest(): Promise<readonly Reading[]> {
    const oldest = await this.outbox.findOldestSendable(COUNTED_UP_TO);
    const age = oldest === null ? 0 : this.clock.now().getTime() - oldest.getTime();
    return [{ labels: {}, value: Math.max(0, age) / 1000 }];
  }
}

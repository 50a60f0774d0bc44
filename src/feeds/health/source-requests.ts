import { Injectable } from '@nestjs/common';

import { type Counter, type Histogram, Metrics } from '../../monitoring';
import type { ObservedRequest } from '../platforms';

/** Counts what sources are asked. */
@Injectable()
export class SourceRequests {
  private readonly requests: Counter<'source' | 'outcome'>;
  private readonly durations: Histogram<'source'>;

  constructor(metrics: Metrics) {
    this.requests = metrics.counter({
      name: 'pwrbot_source_requests_total',
      help: 'Requests to sources, by the class of the answer (2xx to 5xx; 429 by itself) or failed',
      labels: ['source', 'outcome'],
    });
    this.durations = metrics.histogram({
      name: 'pwrbot_source_request_seconds',
      help: 'How long requests to sources took',
      labels: ['source'],
      buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    });
  }

  observe({ source, status, seconds }: ObservedRequest): void {
    const outcome = status === null ? 'failed' : status === 429 ? '429' : `${Math.floor(status / 100)}xx`;
    this.requests.add({ source, outcome });
    this.durations.observe({ source }, seconds);
  }
}

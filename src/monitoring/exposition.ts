import { Logger } from '@nestjs/common';
import type { Counter as PromCounter, Gauge, MetricConfiguration, Registry } from 'prom-client';

import { VERSION } from '../common';
import type { Counter, Description, GaugeDescription, Histogram, HistogramDescription } from './metrics';

/** What is measured, in the text format of Prometheus. */
export class Exposition {
  private readonly logger = new Logger('Monitoring');
  private readonly unreadable = new Set<string>();
  private scrape: Promise<string> | null = null;

  private constructor(
    private readonly client: typeof import('prom-client'),
    private readonly registry: Registry,
  ) {}

  /** prom-client takes some 80 ms to load, which only who wants metrics pays. */
  static async open(): Promise<Exposition> {
    const client = await import('prom-client');
    const registry = new client.Registry();
    client.collectDefaultMetrics({ register: registry });
    const exposition = new Exposition(client, registry);
    exposition.gauge({
      name: 'pwrbot_build_info',
      help: 'Always 1; the labels say what runs',
      labels: ['version', 'node_version'],
      read: () => [{ labels: { version: VERSION, node_version: process.version }, value: 1 }],
    });
    return exposition;
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** Whoever asks meanwhile gets the same answer. */
  text(): Promise<string> {
    this.scrape ??= this.registry.metrics().finally(() => {
      this.scrape = null;
    });
    return this.scrape;
  }

  gauge<Label extends string>(description: GaugeDescription<Label>): void {
    const { name, labels = [], read } = description;
    const gauge: Gauge<Label> = new this.client.Gauge({
      ...this.configuration(description),
      collect: () =>
        this.collect(name, async () => {
          gauge.reset();
          // Without labels it would be 0 where nothing can be read.
          if (labels.length === 0) gauge.remove();
          for (const { labels: of, value } of await read()) gauge.set(of, value);
        }),
    });
  }

  total<Label extends string>(description: GaugeDescription<Label>): void {
    const { name, read } = description;
    const counter: PromCounter<Label> = new this.client.Counter({
      ...this.configuration(description),
      collect: () =>
        this.collect(name, async () => {
          const readings = await read();
          counter.reset();
          for (const { labels: of, value } of readings) counter.inc(of, value);
        }),
    });
  }

  counter<Label extends string>(description: Description<Label>): Counter<Label> {
    const counter = new this.client.Counter(this.configuration(description));
    return {
      add: (of, by = 1) => {
        counter.inc(of, by);
      },
    };
  }

  histogram<Label extends string>(description: HistogramDescription<Label>): Histogram<Label> {
    const histogram = new this.client.Histogram({
      ...this.configuration(description),
      buckets: [...description.buckets],
    });
    return {
      observe: (of, value) => {
        histogram.observe(of, value);
      },
    };
  }

  /** What prom-client calls the same. */
  private configuration<Label extends string>({
    name,
    help,
    labels = [],
  }: Description<Label>): MetricConfiguration<Label> {
    return { name, help, labelNames: labels, registers: [this.registry] };
  }

  /** The others are worth having without one that cannot be read; what is broken is said once. */
  private async collect(name: string, read: () => Promise<void>): Promise<void> {
    try {
      await read();
      this.unreadable.delete(name);
    } catch (error) {
      if (!this.unreadable.has(name)) this.logger.warn(`${name} cannot be read: ${String(error)}`);
      this.unreadable.add(name);
    }
  }
}

import { Injectable } from '@nestjs/common';

import { Exposition } from './exposition';

/** Values of a label that are told apart; further ones count as `other`, for each costs memory for as long as we run. */
const MOST_VALUES = 100;

export interface Description<Label extends string = never> {
  /** Base units and their suffix, as Prometheus wants them: https://prometheus.io/docs/practices/naming/ */
  readonly name: `pwrbot_${string}`;
  readonly help: string;
  readonly labels?: readonly Label[];
}

export type Labels<Label extends string> = Readonly<Record<Label, string>>;

export interface Reading<Label extends string = never> {
  readonly labels: Labels<Label>;
  readonly value: number;
}

export interface GaugeDescription<Label extends string = never> extends Description<Label> {
  /** Asked at each scrape, so it must cost the same however much is stored. */
  readonly read: () => readonly Reading<Label>[] | Promise<readonly Reading<Label>[]>;
}

export interface HistogramDescription<Label extends string = never> extends Description<Label> {
  /** Upper bounds, ascending. */
  readonly buckets: readonly number[];
}

export interface Counter<Label extends string> {
  add(labels: Labels<Label>, by?: number): void;
}

export interface Histogram<Label extends string> {
  observe(labels: Labels<Label>, value: number): void;
}

/** As a single reading without labels. */
export function reading(value: number): readonly Reading[] {
  return [{ labels: {}, value }];
}

/**
 * What features measure; they describe it at start-up. Costs next to nothing until it is exposed: what is counted before
 * goes nowhere.
 */
@Injectable()
export class Metrics {
  private exposition: Exposition | null = null;
  private readonly described: ((exposition: Exposition) => void)[] = [];

  gauge<Label extends string = never>(description: GaugeDescription<Label>): void {
    this.describe((exposition) => {
      exposition.gauge(description);
    });
  }

  /** A counter that somebody else keeps. */
  total<Label extends string = never>(description: GaugeDescription<Label>): void {
    this.describe((exposition) => {
      exposition.total(description);
    });
  }

  counter<Label extends string = never>(description: Description<Label>): Counter<Label> {
    let target: Counter<Label> | null = null;
    this.describe((exposition) => {
      target = exposition.counter(description);
    });
    const bounded = boundLabels<Label>();
    return {
      add: (labels, by) => {
        target?.add(bounded(labels), by);
      },
    };
  }

  histogram<Label extends string = never>(description: HistogramDescription<Label>): Histogram<Label> {
    let target: Histogram<Label> | null = null;
    this.describe((exposition) => {
      target = exposition.histogram(description);
    });
    const bounded = boundLabels<Label>();
    return {
      observe: (labels, value) => {
        target?.observe(bounded(labels), value);
      },
    };
  }

  /** From now on what is measured is kept. */
  async expose(): Promise<Exposition> {
    this.exposition ??= await Exposition.open();
    for (const describe of this.described.splice(0)) describe(this.exposition);
    return this.exposition;
  }

  private describe(describe: (exposition: Exposition) => void): void {
    if (this.exposition) describe(this.exposition);
    else this.described.push(describe);
  }
}

function boundLabels<Label extends string>(): (labels: Labels<Label>) => Labels<Label> {
  const known = new Map<string, Set<string>>();
  return (labels) =>
    Object.fromEntries(
      Object.entries<string>(labels).map(([label, value]) => {
        const values = known.get(label) ?? new Set<string>();
        known.set(label, values);
        if (values.size < MOST_VALUES) values.add(value);
        return [label, values.has(value) ? value : 'other'];
      }),
    ) as Labels<Label>;
}

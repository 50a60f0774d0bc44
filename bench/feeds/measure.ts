import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

const RESOLUTION_MS = 1;

export interface Cost {
  readonly ms: number;
  readonly cpuMs: number;
  /** The longest time in which nothing else could run, a heartbeat to Discord for example. */
  readonly longestBlockMs: number;
  readonly statements: number;
}

/** Statements that TypeORM hands to SQLite from here on; those that begin and end transactions included. */
export class StatementCounter {
  count = 0;

  constructor(dataSource: DataSource) {
    const counted = (): void => {
      this.count += 1;
    };
    dataSource.logger = new Proxy(dataSource.logger, {
      get: (logger, name, receiver): unknown =>
        name === 'logQuery' ? counted : Reflect.get(logger, name, receiver),
    });
  }
}

/** What `work` costs this process. */
export async function measure(work: () => Promise<unknown>, counter?: StatementCounter): Promise<Cost> {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  // A delay is what lies between two turns of a timer, so one has to come before and one after the work.
  await sleep(10);
  const statements = counter?.count ?? 0;
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  const made = (counter?.count ?? 0) - statements;
  await sleep(10);
  delays.disable();
  const longestBlockMs = Math.max(0, delays.max / 1e6 - RESOLUTION_MS);
  return { ms, cpuMs: (user + system) / 1_000, longestBlockMs, statements: made };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

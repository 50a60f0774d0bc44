import { AsyncLocalStorage } from 'node:async_hooks';
import { relative, resolve } from 'node:path';
import * as typeorm from 'typeorm';

import { type TableRepository, UnitOfWork } from '../../src/database';
import type { CallSites } from './call-sites';
import type { Sample } from './samples';
import type { Issued } from './statements';

type Method = (this: unknown, ...given: unknown[]) => unknown;
type Inheriting = TableRepository<object, unknown> & { readonly entity: new () => object };

const root = resolve(__dirname, '../..');

interface Recorded {
  readonly statements: readonly Issued[];
  /** Places that nothing reached: what is issued there is not known. */
  readonly problems: readonly string[];
}

/** What TypeORM makes: recorded while each place that has it make SQL is really reached. */
export async function recordStatements(
  dataSource: typeorm.DataSource,
  samples: readonly Sample[],
  { made, inherited }: CallSites,
): Promise<Recorded> {
  const statements = new Map<string, Issued>();
  const reached = new Set<string>();
  const problems: string[] = [];
  const place = new AsyncLocalStorage<string>();
  dataSource.logger.logQuery = (sql) => {
    const at = place.getStore();
    if (at !== undefined) statements.set(at + sql, { place: at, sql, shape: null, given: null });
  };
  const restore = patchTypeorm(new Set(made.map(({ method }) => method)), (call) => {
    // TypeORM's methods call each other; whose place counts is the first.
    if (place.getStore() !== undefined) return call();
    const caller = callerOf(new Error());
    reached.add(caller);
    return place.run(caller, call);
  });
  try {
    const unitOfWork = new UnitOfWork(dataSource);
    const calls = samples.flatMap(({ repository, calls: own }) => {
      const instance = new repository(unitOfWork);
      return own.map((call) => () => call(instance));
    });
    for (const method of inherited) {
      const [repository = '', name = ''] = method.split('.');
      const sample = samples.find((each) => each.repository.name === repository);
      if (sample)
        calls.push(inheritedCall(dataSource, new sample.repository(unitOfWork) as Inheriting, name));
      else problems.push(`${method} is called, and ${repository} has no samples`);
    }
    for (const call of calls) {
      // What is stored or looked for need not make sense: it is the statement that counts.
      await unitOfWork
        .run(async () => {
          await call();
        })
        .catch(() => undefined);
    }
  } finally {
    restore();
  }
  const missed = made.filter((site) => !reached.has(site.place));
  problems.push(...missed.map((site) => `${site.place}: no sample reaches this ${site.method}`));
  return { statements: [...statements.values()], problems };
}

/** @returns what takes it back. */
function patchTypeorm(methods: ReadonlySet<string>, around: (call: () => unknown) => unknown): () => void {
  const classes = typeorm as unknown as Record<string, { readonly prototype: Record<string, Method> }>;
  const undo = [...methods].map((method) => {
    const [className = '', name = ''] = method.split('.');
    const prototype = classes[className]?.prototype;
    const original = prototype?.[name];
    if (!prototype || !original) throw new Error(`TypeORM has no ${method}`);
    prototype[name] = function (...given) {
      return around(() => original.apply(this, given));
    };
    return () => {
      prototype[name] = original;
    };
  });
  return () => {
    for (const each of undo) each();
  };
}

/** `TableRepository`'s methods with a key and a row whose values are nothing but of the right type. */
function inheritedCall(dataSource: typeorm.DataSource, repository: Inheriting, name: string): () => unknown {
  const { columns } = dataSource.getMetadata(repository.entity);
  const values = (primary: boolean): object =>
    Object.fromEntries(
      columns
        .filter(({ isPrimary }) => isPrimary === primary)
        .map(({ propertyName, type, transformer }) => {
          const stored = /int/i.test(String(type)) ? 1 : '1';
          const transformers = [transformer ?? []].flat();
          return [
            propertyName,
            transformers.reduce<unknown>((value, each) => each.from(value) as unknown, stored),
          ];
        }),
    );
  const key = values(true);
  const row = { ...values(false), ...key };
  const given: Readonly<Record<string, readonly unknown[]>> = {
    update: [key, values(false)],
    insert: [row],
    replace: [row],
  };
  const method = (repository as unknown as Record<string, Method | undefined>)[name];
  return () => method?.apply(repository, [...(given[name] ?? [key])]);
}

/** The first of our own lines that a call came from. */
function callerOf({ stack = '' }: Error): string {
  for (const line of stack.split('\n')) {
    const [, file = '', number = ''] = /((?:\/[^():]+)+):(\d+):\d+\)?$/.exec(line) ?? [];
    if (file !== '' && file !== __filename && !file.includes('node_modules'))
      return `${relative(root, file)}:${number}`;
  }
  return 'nowhere';
}

import type { UnitOfWork } from '../../src/database';

/** A repository and calls that reach each place in it where TypeORM makes SQL. */
export interface Sample {
  readonly repository: new (unitOfWork: UnitOfWork) => object;
  readonly calls: readonly ((repository: object) => unknown)[];
}

/** Lets the compiler know which repository each call is given. */
export function sample<R extends object>(
  repository: new (unitOfWork: UnitOfWork) => R,
  ...calls: readonly ((repository: R) => unknown)[]
): Sample {
  return { repository, calls: calls.map((call) => (instance) => call(instance as R)) };
}

/** Takes one of `count` ways, numbered from 0, where it is not known which will be taken. */
export type Choose = (count: number) => number;

/** Whatever `run` can come to: it is run again and again, until each way has been taken at each choice. */
export function explore<T>(what: string, run: (choose: Choose) => T, most = 500): T[] {
  const results: T[] = [];
  const taken: { way: number; count: number }[] = [];
  for (;;) {
    let depth = 0;
    const choose: Choose = (count) => {
      const step = (taken[depth] ??= { way: 0, count });
      depth += 1;
      return step.way;
    };
    results.push(run(choose));
    if (results.length > most) throw new Error(`${what}: more than ${most} variants`);
    taken.length = depth;
    for (let last = taken.at(-1); last && last.way + 1 >= last.count; last = taken.at(-1)) taken.pop();
    const last = taken.at(-1);
    if (!last) return results;
    last.way += 1;
  }
}

/** In epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Milliseconds of the first spans that neither the second nor what is forgiven covers. */
export function uncovered(spans: readonly Span[], by: readonly Span[], forgiven: readonly Span[]): number {
  const cover = [...by, ...forgiven].sort((a, b) => a.from - b.from);
  return spans.reduce((sum, { from, to }) => {
    let start = from;
    let missing = 0;
    for (const span of cover) {
      if (span.to <= start || span.from >= to) continue;
      missing += Math.max(0, span.from - start);
      start = Math.max(start, span.to);
    }
    return sum + missing + Math.max(0, to - start);
  }, 0);
}

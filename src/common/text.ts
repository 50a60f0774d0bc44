const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Shortens to at most `max` UTF-16 units (Discord's measure) without splitting what a reader sees as one character. */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const { segment } of segmenter.segment(text)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** `1 series`, `2 series`; `1 chapter`, `2 chapters`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/**
 * Runs in the page: texts whose contrast to what lies behind them is below WCAG's level AA, 4.5 to 1, or 3 to 1 for
 * large ones. https://www.w3.org/TR/WCAG22/#contrast-minimum
 */
export function poorContrasts(): string[] {
  const parse = (colour: string): [number, number, number, number] => {
    const [r = 0, g = 0, b = 0, a = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return [r, g, b, a];
  };
  const over = (top: readonly number[], below: readonly number[]): [number, number, number, number] => {
    const alpha = top[3] ?? 1;
    const mix = (n: number): number => (top[n] ?? 0) * alpha + (below[n] ?? 0) * (1 - alpha);
    return [mix(0), mix(1), mix(2), 1];
  };
  const backdrop = (element: Element | null): [number, number, number, number] => {
    if (element === null) return [255, 255, 255, 1];
    const own = parse(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, backdrop(element.parentElement));
  };
  const luminance = (colour: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const poor = new Set<string>();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent?.trim() ?? '';
    const element = texts.currentNode.parentElement;
    if (text === '' || element === null || element.closest('script, :disabled') !== null) continue;
    if (element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const behind = backdrop(element);
    const colours = [luminance(over(parse(style.color), behind)), luminance(behind)].sort((a, b) => b - a);
    const ratio = ((colours[0] ?? 0) + 0.05) / ((colours[1] ?? 0) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5))
      poor.add(`${ratio.toFixed(2)} ${element.className}: ${text.slice(0, 40)}`);
  }
  return [...poor];
}

/** Runs in the page: what can be used but has no name for a screen reader. */
export function namelessControls(): string[] {
  const controls = document.querySelectorAll(
    'button, a, input, textarea, select, summary, [role], dialog, [tabindex]',
  );
  return [...controls]
    .filter((element) => element.getClientRects().length > 0)
    .filter(
      (element) => !['presentation', 'none', 'status', 'alert'].includes(element.getAttribute('role') ?? ''),
    )
    .filter((element) => ((element as Element & { computedName?: string }).computedName ?? '') === '')
    .map((element) => element.outerHTML.slice(0, 120));
}

/** Controls and directional overrides; joiners stay, which emoji and Persian need. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u115f\u1160\u2800\u3164\uffa0]/gu;
/** Letters in fancy clothes (mathematical alphanumerics), which no font of ours has. */
const FANCY = /[\u{1d400}-\u{1d7ff}]/gu;
/** Brackets of Tibetan and Javanese, which people put around their names. */
const ORNAMENT = /[\u0f3a-\u0f3d\ua9c1\ua9c2]/gu;
const MARK = /[\p{Mn}\p{Me}]/u;
/** Scripts of India and South-East Asia stack three; more is decoration that covers its neighbours. */
const MOST_MARKS = 4;
const LONGEST = 100;
const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader sees as one character each. */
export function graphemesOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Somebody else's text on one line, without controls and with a bounded number of marks on each character. */
export function cleanText(text: string, fallback = '?'): string {
  const visible = text
    .replace(FANCY, (letter) => letter.normalize('NFKC'))
    .replace(ORNAMENT, '')
    // Tags are what flags of England or Scotland are made of.
    .replace(INVISIBLE, (control) => (isTag(control) ? control : /\s/u.test(control) ? ' ' : ''))
    .replace(/\s+/gu, ' ')
    .trim();
  const kept = graphemesOf(visible).slice(0, LONGEST).map(withFewMarks).join('');
  return /[^\s\p{M}\p{Cf}]/u.test(kept) ? kept : fallback;
}

/** Whether the first letter with a direction is written from right to left. */
export function isRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0];
  return first !== undefined && RTL.test(first);
}

/** The letter that stands for somebody without a picture. */
export function initialOf(name: string): string {
  const graphemes = graphemesOf(name);
  return (
    graphemes.find((part) => /[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(part)) ??
    graphemes[0] ??
    '?'
  ).toUpperCase();
}

/**
 * Shortened at a character's edge, with an ellipsis, until it fits.
 * @param widthOf in the unit of `maxWidth`.
 */
export function fitText(text: string, maxWidth: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= maxWidth) return text;
  const graphemes = graphemesOf(text);
  const shortened = (length: number): string => `${graphemes.slice(0, length).join('').trimEnd()}…`;
  let [fits, tooLong] = [0, graphemes.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (widthOf(shortened(middle)) <= maxWidth) fits = middle;
    else tooLong = middle;
  }
  return shortened(fits);
}

function isTag(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0xe0020 && code <= 0xe007f;
}

function withFewMarks(grapheme: string): string {
  let marks = 0;
  return Array.from(grapheme)
    .filter((character) => !MARK.test(character) || ++marks <= MOST_MARKS)
    .join('');
}

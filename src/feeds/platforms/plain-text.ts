/** Far more than any message shows; keeps the patterns below from being fed megabytes. */
const MAX_MARKUP = 20_000;

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
};

const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi;

/**
 * HTML as one line of plain text; unlike `toPlainText` it takes signs of Markdown for what they are. What is not
 * closed ends with the text: looking for its end again and again would take for ever.
 */
export function stripHtml(html: string): string {
  return html
    .slice(0, MAX_MARKUP)
    .toWellFormed()
    .replace(/<!--[^]*?(?:-->|$)/g, ' ')
    .replace(/<(script|style)\b[^<>]*>[^]*?(?:<\/\1[^<>]*>|$)/gi, ' ')
    .replace(/<(?:br|\/?(?:p|div|li|h[1-6]|tr))\b[^<>]*>/gi, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(ENTITY, decodeEntity)
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * A description as people wrote it on AniList or MangaDex (Markdown mixed with HTML) as plain text. Spoilers
 * (AniList's `~!…!~`, MangaDex's `||…||`) are left out, since plain text cannot hide them.
 */
export function toPlainText(markup: string): string {
  return (
    // Not by grapheme: finding those takes minutes in a megabyte of text.
    markup
      .slice(0, MAX_MARKUP)
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replace(/~!.*?!~/gs, '')
      .replace(/\|\|.*?\|\|/gs, '')
      .replace(/<br\s*\/?>\n?|<\/p>/gi, '\n')
      // A tag begins with a letter: `1 < 2 > 0` is prose.
      .replace(/<\/?[a-z][^<>]*>/gi, '')
      .replace(/\bimg\d*%?\([^()\n]*\)/gi, '')
      .replace(/!?\[([^[\]\n]*)\]\([^()\n]*\)/g, '$1')
      .replace(/^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?)/gm, '')
      .replace(/^[ \t]*(?:[-*_][ \t]*){3,}$/gm, '')
      .replace(/(\*\*\*|___|\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1/g, '$2')
      .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\p{L}\p{N}*])/gu, '$1')
      .replace(/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\p{L}\p{N}_])/gu, '$1')
      // Last, so that an escaped `&lt;b&gt;` stays text.
      .replace(ENTITY, decodeEntity)
      .replace(/[ \t]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}

function decodeEntity(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED_ENTITIES[name.toLowerCase()] ?? entity;
  const codePoint = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  const isScalar = codePoint > 0 && codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff);
  return isScalar ? String.fromCodePoint(codePoint) : entity;
}

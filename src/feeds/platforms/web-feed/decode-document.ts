const BYTE_ORDER_MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  // Not marks, but `<` in two bytes: an XML declaration in UTF-16 can only be read once that is known.
  ['utf-16le', [0x3c, 0x00]],
  ['utf-16be', [0x00, 0x3c]],
];
/** An XML declaration stands first and is ASCII in every other encoding that is in use. */
const DECLARATION_BYTES = 200;

/**
 * The document's text. Its encoding is what the bytes themselves say, else HTTP, else the XML declaration, else
 * UTF-8 (https://www.rfc-editor.org/rfc/rfc7303#section-3).
 */
export function decodeDocument(bytes: Buffer, contentType: string | null): string {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  const declaration = bytes.subarray(0, DECLARATION_BYTES).toString('latin1');
  const labels = [
    marked?.[0],
    /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1],
    /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)/i.exec(declaration)?.[1],
  ];
  for (const label of labels) {
    const text = label === undefined ? null : decodeAs(label, bytes);
    if (text !== null) return text;
  }
  return new TextDecoder().decode(bytes);
}

/** Null when there is no such encoding; broken bytes are replaced, never refused. */
function decodeAs(label: string, bytes: Buffer): string | null {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return null;
  }
}

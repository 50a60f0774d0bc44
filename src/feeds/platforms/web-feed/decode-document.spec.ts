import { decodeDocument } from './decode-document';

const XML = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><t>`;
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const cyrillic = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
const shiftJis = Buffer.from([0x91, 0xe6, 0x31, 0x98, 0x62]);

describe('decodeDocument', () => {
  it.each<[string, Buffer, string | null, string]>([
    ['UTF-8 when nothing is said', Buffer.from('é第1話'), null, 'é第1話'],
    ['a mark of UTF-8, which is dropped', Buffer.from('\ufeffé'), 'text/xml; charset=iso-8859-1', 'é'],
    ['a mark of UTF-16', Buffer.from('\ufeffé', 'utf16le'), 'text/xml', 'é'],
    ['a mark of big-endian UTF-16', utf16be('\ufeffé'), null, 'é'],
    ['UTF-16 without a mark', Buffer.from('<é', 'utf16le'), null, '<é'],
    ['what HTTP says', cyrillic, 'text/xml; charset="windows-1251"', 'Привет'],
    [
      'HTTP before the declaration',
      Buffer.concat([Buffer.from(XML('utf-8')), cyrillic]),
      'text/xml;charset=windows-1251',
      `${XML('utf-8')}Привет`,
    ],
    [
      'what the declaration says',
      Buffer.concat([Buffer.from(XML('Shift_JIS')), shiftJis]),
      'application/xml',
      `${XML('Shift_JIS')}第1話`,
    ],
    [
      'the declaration when HTTP names no encoding that exists',
      Buffer.concat([Buffer.from(XML('windows-1251')), cyrillic]),
      'text/xml; charset=x-unknown',
      `${XML('windows-1251')}Привет`,
    ],
    ['broken UTF-8 as far as it goes', Buffer.from([0x61, 0xff, 0x62]), null, 'a\ufffdb'],
    ['nothing', Buffer.alloc(0), null, ''],
  ])('goes by %s', (_what, bytes, contentType, expected) => {
    expect(decodeDocument(bytes, contentType)).toBe(expected);
  });
});

import { link, plain } from './markdown';

const ZERO_WIDTH = '\u200b';

describe('plain', () => {
  it.each([
    [
      '**bold** _it_ ~~gone~~ ||hidden|| `code`',
      '\\*\\*bold\\*\\* \\_it\\_ \\~\\~gone\\~\\~ \\|\\|hidden\\|\\| \\`code\\`',
    ],
    ['# Large', '\\# Large'],
    ['-# small', '\\-# small'],
    ['> said', '\\> said'],
    ['[free](https://evil.test)', `\\[free\\](https:${ZERO_WIDTH}//evil.test)`],
    ['<@123> <@&123> <#123> </feed:123> <:x:123> <t:1>', '\\<@123\\>'],
    ['@everyone @here', `@${ZERO_WIDTH}everyone @${ZERO_WIDTH}here`],
  ])('lets no markdown, mention or link come alive: %s', (text, expected) => {
    expect(plain(text).replaceAll(`\\<@${ZERO_WIDTH}`, '\\<@')).toContain(expected);
  });

  it.each(['https://evil.test/x', 'HTTPS://evil.test', 'see http://a_b.test/*c*!', 'discord://-/invite'])(
    'leaves no address that a client would make a link of, and escapes what is in it: %s',
    (text) => {
      expect(plain(text)).not.toMatch(/\w:\/\//);
      expect(plain(text)).not.toMatch(/[^\\][*_]/);
    },
  );

  it('stays on its line and in its direction', () => {
    const hostile = 'A\r\nB\u2028C\u2029D\u0085E\u0000F\u001bG\u202eH\u2066I\u2069J\ufeffK';
    expect(plain(hostile)).toBe('A B C DEFGHIJ K');
  });

  it('keeps what names of people need: joined emoji, marks of direction, stacked marks', () => {
    const names = '👩‍👩‍👧 عمر\u200f שלום ก็้ ठी é';
    expect(plain(names)).toBe(names);
  });

  it('lets no marks reach over other lines', () => {
    expect(plain(`Z${'\u0300'.repeat(500)}!`)).toBe(`Z${'\u0300'.repeat(6)}!`);
  });

  it('is bounded in length before it is escaped', () => {
    expect(plain('*'.repeat(1_000), 10)).toBe(`${'\\*'.repeat(9)}…`);
  });
});

describe('link', () => {
  it('ends where its address ends', () => {
    expect(link('a](b)', 'https://example.org/a)b <c>')).toBe(
      '[a\\](b)](https://example.org/a%29b%20%3cc%3e)',
    );
  });
});

import fc from 'fast-check';
import { stripHtml, toPlainText } from './plain-text';

describe('toPlainText', () => {
  it.each([
    ['line breaks of HTML', 'One.<br><br>\n(Source: X)', 'One.\n\n(Source: X)'],
    ['tags', '<i>Slanted</i> and <b class="x">bold</b>', 'Slanted and bold'],
    [
      'entities',
      'Tom &amp; Jerry&#39;s &quot;caf&#xe9;&quot; &unknown; &#0; &#xD800;',
      'Tom & Jerry\'s "café" &unknown; &#0; &#xD800;',
    ],
    ['an escaped tag', '&lt;b&gt;', '<b>'],
    ['emphasis', '**bold** __also__ _slanted_ *too* ***both***', 'bold also slanted too both'],
    [
      'signs that are not emphasis',
      '2 * 3 * 4, snake_case_name, a < b > c',
      '2 * 3 * 4, snake_case_name, a < b > c',
    ],
    ['links and pictures', '[the site](https://a.b/c) ![x](https://p) img220(https://p)', 'the site x'],
    ['headings, quotes and rules', '# Title\n> said\n---\nEnd', 'Title\nsaid\n\nEnd'],
    ['spoilers', 'He ~!dies\nat the end!~. She ||lives||.', 'He . She .'],
    ['line ends of Windows', 'a\r\nb\r\n\r\n\r\nc', 'a\nb\n\nc'],
    ['other scripts', '葬送のフリーレン 🧝‍♀️', '葬送のフリーレン 🧝‍♀️'],
    ['nothing', '', ''],
  ])('cleans %s', (_what, markup, expected) => {
    expect(toPlainText(markup)).toBe(expected);
  });

  it('takes any text, without taking long', () => {
    const hostile = ['<a', '~!', '||', '[x](', '**x', '_x', '&#', '<br'].map((part) => part.repeat(5_000));
    for (const markup of hostile) {
      const start = performance.now();
      toPlainText(markup);
      expect(performance.now() - start).toBeLessThan(2_000);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (markup) => typeof toPlainText(markup) === 'string'),
    );
  });
});

describe('stripHtml', () => {
  it.each([
    ['tags and entities', '<b class="x">Tom</b> &amp; Jerry&#39;s<br>caf&#xe9;', "Tom & Jerry's café"],
    ['scripts, styles and comments', 'a<script>b</script><style>c</style><!-- d -->e', 'a e'],
    ['what is never closed', 'a <script> b', 'a'],
    ['signs of Markdown', '#5 **2** _x_ ||y|| [z](w)', '#5 **2** _x_ ||y|| [z](w)'],
    ['signs that are no tags', '1 < 2 > 0', '1 < 2 > 0'],
    ['lines', '<p>a</p>\n<p>b</p>', 'a b'],
  ])('takes HTML out and leaves text: %s', (_what, html, expected) => {
    expect(stripHtml(html)).toBe(expected);
  });

  it('takes any text, without taking long', () => {
    for (const part of ['<', '<!--', '<script>', '<script ', '<a', '&', '<style></style']) {
      const start = performance.now();
      stripHtml(part.repeat(1_000_000));
      expect(performance.now() - start).toBeLessThan(1_000);
    }
  });
});

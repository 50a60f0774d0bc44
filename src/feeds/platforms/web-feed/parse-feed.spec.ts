import type { FeedDocument } from './feed-document';
import { parseFeed } from './parse-feed';

const base = new URL('https://example.org/blog/feed.xml');
const rss = (channel: string): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>${channel}</channel></rss>`;

async function read(text: string): Promise<FeedDocument> {
  const feed = await parseFeed(text, base);
  if (!feed) throw new Error('this was not taken for a feed');
  return feed;
}

describe('parseFeed', () => {
  it('reads RSS 2.0', async () => {
    const feed = await read(
      rss(`<title>Harbour &amp; <![CDATA[<b>Lantern</b>]]></title><description>All &lt;i&gt;of&lt;/i&gt; it</description>
        <ttl>90</ttl><image><url>http://example.org/cover.png</url></image>
        <item><title>Episode 2</title><link>/e/2</link><guid isPermaLink="false">e2</guid><pubDate>Wednesday, 18 Nov 2026 14:00:00 GMT</pubDate></item>`),
    );
    expect(feed).toEqual({
      title: 'Harbour & Lantern',
      description: 'All of it',
      imageUrl: 'https://example.org/cover.png',
      ttlMs: 90 * 60_000,
      entries: [
        {
          id: 'e2',
          link: 'https://example.org/e/2',
          title: 'Episode 2',
          date: new Date('2026-11-18T14:00:00Z'),
        },
      ],
    });
  });

  it('reads Atom', async () => {
    const feed =
      await read(`<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">&lt;b&gt;Releases&lt;/b&gt;</title>
      <entry><id>tag:example.org,2026:1</id><title>v1</title><updated>2026-11-22T12:00:00Z</updated>
        <link rel="self" href="https://example.org/api/1"/><link rel="alternate" type="text/html" href="v1"/></entry></feed>`);
    expect(feed.title).toBe('Releases');
    expect(feed.entries).toEqual([
      {
        id: 'tag:example.org,2026:1',
        link: 'https://example.org/blog/v1',
        title: 'v1',
        date: new Date('2026-11-22T12:00:00Z'),
      },
    ]);
  });

  it('reads RDF', async () => {
    const feed =
      await read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://example.org/"><title>Old</title></channel>
      <item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link><dc:date>2026-11-22</dc:date></item></rdf:RDF>`);
    expect(feed).toMatchObject({
      title: 'Old',
      entries: [{ id: 'https://example.org/1', link: 'https://example.org/1', title: 'One' }],
    });
  });

  it('reads JSON Feed', async () => {
    const feed = await read(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'JSON',
        items: [
          { id: '7', url: 'https://example.org/7', content_text: 'Just a note', date_published: 'soon' },
        ],
      }),
    );
    expect(feed).toMatchObject({
      title: 'JSON',
      entries: [{ id: '7', link: 'https://example.org/7', title: 'Just a note', date: null }],
    });
  });

  it('reads RSS 0.91 with the DOCTYPE that belongs to it', async () => {
    const feed = await read(
      '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">\n<rss version="0.91"><channel><title>Old</title><item><title>A</title></item></channel></rss>',
    );
    expect(feed.entries).toMatchObject([{ title: 'A', id: null, link: null, date: null }]);
  });

  it.each([
    [
      'the permalink where there is no link',
      '<guid>https://example.org/p/1</guid>',
      'https://example.org/p/1',
    ],
    ['no guid that is none', '<guid isPermaLink="false">https://example.org/p/1</guid>', null],
    [
      'the enclosure of a podcast',
      '<enclosure url="/a.mp3" length="1" type="audio/mpeg"/>',
      'https://example.org/a.mp3',
    ],
    ['no script', '<link>javascript:alert(1)</link>', null],
    [
      'a link in CDATA',
      '<link><![CDATA[ https://example.org/a?b=1&c=2 ]]></link>',
      'https://example.org/a?b=1&c=2',
    ],
  ])('links to %s', async (_what, elements, expected) => {
    const feed = await read(rss(`<title>t</title><item><title>x</title>${elements}</item>`));
    expect(feed.entries[0]?.link).toBe(expected);
  });

  it.each([
    ['markup', '<![CDATA[<b>Bold</b> &amp; <br/>two]]>', 'Bold & two'],
    ['markup that is escaped', '&lt;em&gt;Chapter&lt;/em&gt; 5', 'Chapter 5'],
    ['a script', '<![CDATA[<script>alert(1)</script>Chapter 5]]>', 'Chapter 5'],
    ['signs of Markdown', '#5 **2** _x_ ||y||', '#5 **2** _x_ ||y||'],
    ['lines', 'a\n  b', 'a b'],
  ])('makes plain text of a title with %s', async (_what, title, expected) => {
    const feed = await read(rss(`<title>t</title><item><title>${title}</title></item>`));
    expect(feed.entries[0]?.title).toBe(expected);
  });

  it('takes the beginning of the text for an item without a title', async () => {
    const text = `<item><title></title><description>&lt;p&gt;${'word '.repeat(100)}&lt;/p&gt;</description></item>`;
    const title = (await read(rss(`<title>t</title>${text}`))).entries[0]?.title;
    expect(title).toMatch(/^word word .*…$/);
    expect(title?.length).toBeLessThanOrEqual(100);
  });

  it('keeps an item that says nothing at all', async () => {
    expect(
      (await read(rss('<title>t</title><item/><item><title>x</title></item>'))).entries.length,
    ).toBeGreaterThan(0);
  });

  it('heeds how often a feed is updated', async () => {
    const feed = await read(
      rss(
        '<title>t</title><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>',
      ),
    );
    expect(feed.ttlMs).toBe(30 * 60_000);
  });

  it.each([
    [
      'entities of its own',
      `<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${rss('<title>&b;</title>')}`,
    ],
    [
      'an entity from a file',
      `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss('<title>&x;</title>')}`,
    ],
    ['a page', '<!DOCTYPE html><html><head><title>Maintenance</title></head><body>rss</body></html>'],
    ['other JSON', '{"error":"rate limited"}'],
    ['broken JSON', '{"version":"https://jsonfeed.org/version/1.1","items":['],
    ['nesting without end', `<rss version="2.0">${'<a>'.repeat(200_000)}`],
    ['nested JSON', '['.repeat(200_000)],
    [
      'more items than a feed has in earnest',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        items: Array.from({ length: 20_001 }, (_, n) => ({ id: String(n) })),
      }),
    ],
    ['binary', '\u0000\u0001\ufffd'],
    ['nothing', ''],
  ])('refuses %s', async (_what, text) => {
    expect(await parseFeed(text, base)).toBeNull();
  });

  it('leaves entities alone that nobody declared', async () => {
    const feed = await read(rss('<title>a &unknown; &eacute; &#x41;</title>'));
    expect(feed.title).toBe('a &unknown; é A');
  });

  it('refuses a document that ends in the middle, wherever that is', async () => {
    const whole = rss('<title>t</title><item><title>One</title></item><item><title>Two</title></item>');
    for (let length = 0; length < whole.trimEnd().length; length += 1) {
      expect(await parseFeed(whole.slice(0, length), base)).toBeNull();
    }
    expect(await parseFeed(`${whole}<!-- cached -->`, base)).toMatchObject({ entries: { length: 2 } });
  });
});

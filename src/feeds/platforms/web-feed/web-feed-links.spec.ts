import { discoverFeed } from './discover-feed';
import { canonicalFeedUrl } from './web-feed-links';

describe('canonicalFeedUrl', () => {
  it.each([
    'https://Example.ORG/feed?a=1',
    'https://example.org:443/feed?a=1#top',
    'https://example.org./feed?a=1',
    'https://example.org/x/../feed?a=1',
  ])('is one for all spellings: %s', (link) => {
    expect(canonicalFeedUrl(new URL(link))).toBe('https://example.org/feed?a=1');
  });

  it.each([
    [
      'https://www.webtoons.com/en/fantasy/tower-of-god/list?title_no=95',
      'https://www.webtoons.com/en/fantasy/tower-of-god/rss?title_no=95',
    ],
    [
      'https://m.webtoons.com/en/fantasy/tower-of-god/season-3-ep-1/viewer?title_no=95&episode_no=501',
      'https://www.webtoons.com/en/fantasy/tower-of-god/rss?title_no=95',
    ],
    ['https://www.webtoons.com/en/dailySchedule', 'https://www.webtoons.com/en/dailySchedule'],
    ['https://tapas.io/series/1234/info', 'https://tapas.io/rss/series/1234'],
    ['https://m.tapas.io/rss/series/1234', 'https://tapas.io/rss/series/1234'],
    ['https://tapas.io/series/Some-Name/info', 'https://tapas.io/series/Some-Name/info'],
    ['https://example.org/?', 'https://example.org/'],
  ])('makes of %s %s', (link, expected) => {
    expect(canonicalFeedUrl(new URL(link))).toBe(expected);
  });

  it('refuses a password', () => {
    expect(() => canonicalFeedUrl(new URL('https://me:secret@example.org/'))).toThrow(/password/);
  });
});

describe('discoverFeed', () => {
  const page = new URL('https://example.org/blog/');
  const found = (head: string, at = page): string | undefined =>
    discoverFeed(`<html><head>${head}</head><body></body></html>`, at)?.href;

  it.each([
    ['RSS', '<link rel="alternate" type="application/rss+xml" href="/feed">', 'https://example.org/feed'],
    [
      'Atom, spelled wildly',
      "<LINK HREF=atom.xml TYPE='application/ATOM+xml' REL=Alternate />",
      'https://example.org/blog/atom.xml',
    ],
    [
      'JSON Feed',
      '<link rel="alternate home" type="application/feed+json; charset=utf-8" href="f.json"/>',
      'https://example.org/blog/f.json',
    ],
    [
      'an escaped address',
      '<link rel="alternate" type="application/rss+xml" href="/f?a=1&amp;b=2">',
      'https://example.org/f?a=1&b=2',
    ],
    [
      'a base',
      '<base href="https://cdn.example.org/x/"><link rel="alternate" type="application/rss+xml" href="f">',
      'https://cdn.example.org/x/f',
    ],
    [
      'posts rather than comments',
      '<link rel="alternate" type="application/rss+xml" title="Comments" href="/c"><link rel="alternate" type="application/rss+xml" href="/p">',
      'https://example.org/p',
    ],
    [
      'nothing in a comment',
      '<!-- <link rel="alternate" type="application/rss+xml" href="/old"> -->',
      undefined,
    ],
    [
      'nothing that is not a feed',
      '<link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" type="text/css" href="/s">',
      undefined,
    ],
    ['no script', '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">', undefined],
  ])('finds %s', (_what, head, expected) => {
    expect(found(head)).toBe(expected);
  });

  it('finds the number of a series of Tapas', () => {
    const head = '<meta property="al:ios:url" content="tapastic://series/1234/info">';
    expect(found(head, new URL('https://tapas.io/series/Some-Name'))).toBe(
      'https://tapas.io/rss/series/1234',
    );
    expect(found(head)).toBeUndefined();
  });

  it('takes no longer than the page is long, however it is made', () => {
    for (const part of ['<!--', '<link ', '<link a', '<link a =', 'a', '<base ']) {
      const start = performance.now();
      discoverFeed(part.repeat(1_000_000), page);
      expect(performance.now() - start).toBeLessThan(2_000);
    }
  });
});

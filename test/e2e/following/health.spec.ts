import { SandboxWebFeeds } from '../../../sandbox/web-feeds';
import { onStage } from '../support/on-stage';

jest.setTimeout(120_000);

describe('/feed health', () => {
  const it = onStage({ started: false });
  let site: SandboxWebFeeds;
  beforeAll(async () => {
    site = await SandboxWebFeeds.start();
  });
  afterAll(() => site.close());

  it('shows how web feeds and platforms are read, whose they are, and what is left alone', async (stage) => {
    await stage.start({ ALLOW_PRIVATE_FEEDS: site.origin });
    const { platforms } = stage;
    const harbour = stage.community();
    const serve = (path: string, title: string): string =>
      site.serve(path, {
        body: JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title, items: [] }),
        headers: { 'content-type': 'application/feed+json' },
      });
    const admin = stage.as(harbour.admin);
    const manga = platforms.world.addManga();
    await harbour.follow(`${serve('/well.json', 'Harbour News')} ${manga.url}`);
    await admin.subscribe(serve('/broken.json', 'Broken News'), 'server');
    // Its first read meets this, or else its second one, most of a minute later.
    site.serve('/broken.json', { status: 500 });
    await stage.until(async () => /✅ \*\*MangaDex\*\*.*read <t:/.test(await admin.health()));
    expect(await admin.health()).toMatch(
      /MangaDex.*read <t:\d+:R> · next <t:\d+:R> · less than a minute behind/,
    );
    const inPrivate = stage.as({ userId: harbour.member.userId });
    expect(await inPrivate.health()).not.toContain('Harbour News');
    expect(await stage.as(harbour.member).health()).toContain('**Manage Server**');

    const trouble = /2 feeds, 1 has trouble.*⚠️ \[Broken News\].*failed: .*✅ \[Harbour News\]/s;
    await stage.until(async () => trouble.test(await admin.health()), 60_000);
    platforms.mangadex.faults.next({ status: 403, body: 'Forbidden' });
    await stage.until(async () => /MangaDex.*left alone until/.test(await admin.health()), 60_000);
  });
});

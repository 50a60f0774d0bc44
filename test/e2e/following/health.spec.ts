import { SandboxWebFeeds } from '../../../sandbox/web-feeds';
import { onStage } from '../support/on-stage';

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
    const link = site.serve('/feed.json', {
      body: JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Harbour News', items: [] }),
      headers: { 'content-type': 'application/feed+json' },
    });
    const admin = stage.as(harbour.admin);
    const manga = platforms.world.addManga();
    await harbour.follow(`${link} ${manga.url}`);
    await stage.until(async () => (await admin.health()).includes('**MangaDex**'));
    const well = await admin.health();
    expect(well).toMatch(/Web feeds:\*\* 1 feed, all are read.*✅ \[Harbour News\]/s);
    expect(well).toMatch(/✅ \*\*MangaDex\*\*.*read <t:\d+:R> · next <t:\d+:R> · less than a minute behind/);
    const inPrivate = stage.as({ userId: harbour.member.userId });
    expect(await inPrivate.health()).not.toContain('Harbour News');
    expect(await stage.as(harbour.member).health()).toContain('**Manage Server**');

    site.serve('/feed.json', { status: 500 });
    platforms.mangadex.faults.next({ status: 403, body: 'Forbidden' });
    await stage.until(
      async () => /1 has trouble.*⚠️ \[Harbour News\].*failed: /s.test(await admin.health()),
      60_000,
    );
    await stage.until(async () => /MangaDex.*left alone until/.test(await admin.health()), 60_000);
  });
});

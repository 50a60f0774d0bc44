import { onStage } from '../support/on-stage';

const UNKNOWN = '00000000-0000-4000-8000-00000000dead';

describe('A link that cannot be followed', () => {
  const it = onStage();

  it.each([
    [
      'of a site that is not there',
      'https://site.invalid/feed.xml',
      /site\.invalid does not answer right now/,
    ],
    [
      'of a site that only looks alike',
      'https://mangadex.org.site.invalid/title/1',
      /mangadex\.org\.site\.invalid does not answer/,
    ],
    ['into this machine', 'http://127.0.0.1/feed.xml', /private|public/],
    ['that is none', 'salt-and-starlight!', /cannot be followed|not a link/],
    ['of no chapter', `https://mangadex.org/chapter/${UNKNOWN}`, /MangaDex has no chapter/],
    ['of a manga at AniList', 'https://anilist.co/manga/30002', /chapters.*MangaDex/],
    ['of a person at AniList', 'https://anilist.co/user/somebody', /not an anime.*anilist\.co\/anime/],
    ['of Comick', 'https://comick.io/comic/solo', /closed in September 2025.*mangadex\.org/],
    ['of no title', `https://mangadex.org/title/${UNKNOWN}`, /MangaDex has no title/],
    ['of no anime', 'https://anilist.co/anime/2147483000', /AniList has no anime/],
  ])('because it is one %s is refused with the reason', async (stage, _what, link, reason) => {
    const { member } = stage.community();
    const answer = await stage.as(member).subscribe(link, 'dm');
    expect(answer).toMatch(reason);
    expect(answer).toContain('❌');
    expect(await stage.as(member).list('dm')).toContain('You follow nothing yet');
  });

  it('does not keep the others of the same command from being followed', async (stage) => {
    const { member } = stage.community();
    const { url } = stage.platforms.world.addManga({ title: 'The Good One' });
    const answer = await stage.as(member).subscribe(`https://example.org/1, ${url}`, 'dm');
    expect(answer).toMatch(/❌.*example\.org/);
    expect(answer).toMatch(/✅.*The Good One/);
    expect(await stage.as(member).list('dm')).toContain('You follow 1 series');
    expect(await stage.as(member).unsubscribe('https://example.org/1', 'dm')).toContain('❌');
  });

  it('because there are more than ten, or none, changes nothing', async (stage) => {
    const { member } = stage.community();
    const links = Array.from({ length: 11 }, () => stage.platforms.world.addManga().url);
    expect(await stage.as(member).subscribe(links.join(','), 'dm')).toMatch(/11 links.*at most 10/);
    expect(await stage.as(member).subscribe(' , , ', 'dm')).toContain('at least one link');
    expect(await stage.as(member).list('dm')).toContain('You follow nothing yet');
  });

  it('before the server has chosen a channel, or while its feeds are off, says what to do', async (stage) => {
    const { admin, channelId } = stage.community();
    const { url } = stage.platforms.world.addManga();
    expect(await stage.as(admin).subscribe(url, 'server')).toContain('/feed settings channel:');
    await stage.as(admin).settings({ channel: channelId, enabled: false });
    expect(await stage.as(admin).subscribe(url, 'server')).toContain('/feed settings enabled:True');
    expect(await stage.as(admin).list('server')).toContain('This server follows nothing yet');
  });

  it.each<['mangadex' | 'anilist']>([['mangadex'], ['anilist']])(
    'because %s is down is refused now and followed later',
    async (stage, platform) => {
      const { member } = stage.community();
      const { world } = stage.platforms;
      const { url } = platform === 'mangadex' ? world.addManga() : world.addAnime();
      stage.platforms[platform].faults.outage(true);
      const answer = await stage.as(member).subscribe(url, 'dm');
      stage.platforms[platform].faults.outage(false);
      expect(answer).toMatch(/❌.*does not answer right now.*try again/);
      expect(await stage.as(member).list('dm')).toContain('You follow nothing yet');
      expect(await stage.as(member).subscribe(url, 'dm')).toContain('✅');
    },
  );
});

import { buttonsOf } from '../../../sandbox/discord';
import { SandboxWebFeeds } from '../../../sandbox/web-feeds';
import { onStage } from '../support/on-stage';
import { textIn } from '../support/feed-commands';

const feedOf = (title: string): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    items: [{ id: '1', url: 'https://example.org/1', title: 'Episode 1', content_text: 'x' }],
  });

jest.setTimeout(120_000);

describe('A followed feed that comes to its end', () => {
  const it = onStage({ started: false });
  let site: SandboxWebFeeds;
  beforeAll(async () => {
    site = await SandboxWebFeeds.start();
  });
  afterAll(() => site.close());

  it('is told once to everybody who follows it, with a button that ends the subscription', async (stage) => {
    await stage.start({ ALLOW_PRIVATE_FEEDS: site.origin });
    const { discord } = stage;
    const harbour = stage.community();
    const link = site.serve('/feed.json', {
      body: feedOf('Lighthouse News'),
      headers: { 'content-type': 'application/feed+json' },
    });
    await harbour.follow(link);
    const member = stage.as(harbour.member);
    expect(await member.subscribe(link, 'dm')).toContain('I will tell you');
    site.serve('/feed.json', { status: 410 });
    await stage.until(() => harbour.told().length > 0 && harbour.toldMember().length > 0, 60_000);
    expect(harbour.told()).toEqual([expect.stringContaining('Lighthouse News')]);
    expect(harbour.told()[0]).toContain('is no longer there');
    expect(harbour.toldMember()).toHaveLength(1);

    const [message] = discord.messages(harbour.channelId);
    const [unsubscribe] = message ? buttonsOf(message) : [];
    if (!message || !unsubscribe?.customId) throw new Error('There is no button');
    const press = { message, customId: unsubscribe.customId, timeoutMs: 20_000 };
    expect(textIn(await discord.press({ ...press, userId: harbour.member.userId }))).toContain(
      'Manage Server',
    );
    expect(textIn(await discord.press({ ...press, userId: harbour.admin.userId }))).toContain(
      'no longer followed',
    );
    expect(await stage.as(harbour.admin).list('server')).toContain('follows nothing yet');

    // What is gone cannot be asked about; it can be left by its link all the same.
    expect(await member.unsubscribe(link, 'dm')).toContain('I will not tell you any more');
  });
});

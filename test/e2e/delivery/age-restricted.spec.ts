import { buttonsOf, textOf } from '../../../sandbox/discord';
import { onStage } from '../support/on-stage';

describe('Age-restricted series', () => {
  const it = onStage({ together: true });

  it('are refused for a channel that is not, told in one that is, and in direct messages', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga({ title: 'After Dark', contentRating: 'pornographic' });
    const admin = stage.as(harbour.admin);
    await admin.settings({ channel: harbour.channelId });
    expect(await admin.subscribe(manga.url, 'server')).toMatch(/is age-restricted and <#\d+> is not/);
    expect(await admin.list('server')).toContain('follows nothing yet');

    const { id: late } = discord.createChannel(harbour.guildId, { name: 'late', nsfw: true });
    const subscribed = await admin.use('subscribe', { links: manga.url, send_into: 'server', channel: late });
    expect(subscribed.message && textOf(subscribed.message)).toContain('I will tell this server');
    expect(await stage.as(harbour.member).subscribe(manga.url, 'dm')).toContain('I will tell you');
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => harbour.told(late).length === 1 && harbour.toldMember().length === 1);
    expect(harbour.told()).toEqual([]);
  });

  it('are held back where the channel is no longer restricted, somebody is told, and nothing is lost', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga({ title: 'Midnight Oil', contentRating: 'erotica' });
    const harmless = platforms.world.addManga({ title: 'Morning Tea' });
    discord.updateChannel(harbour.channelId, { nsfw: true });
    await harbour.follow(`${manga.url} ${harmless.url}`);
    discord.updateChannel(harbour.channelId, { nsfw: false });
    const admin = stage.as(harbour.admin);
    for (const chapter of ['1', '2']) platforms.world.publishChapter(manga.id, { chapter });
    await stage.until(() => harbour.told().length === 1);
    platforms.world.publishChapter(harmless.id, { chapter: '1' });
    await stage.until(() => harbour.told().some((text) => text.includes('Morning Tea')));
    const [notice] = discord.messages(harbour.channelId);
    if (!notice) throw new Error('There is no notice');
    expect(textOf(notice)).toMatch(/held back.*age-restricted/s);
    expect(harbour.told().join()).not.toContain('Midnight Oil');
    expect(await admin.health()).toMatch(/Refused or held back.*age-restricted/s);
    expect(await admin.resume('server')).toContain('held back, because the channel is still not');

    const [resume] = buttonsOf(notice);
    const press = { message: notice, customId: resume?.customId ?? '', timeoutMs: 20_000 };
    const refused = await discord.press({ ...press, userId: harbour.member.userId });
    expect(refused.message && textOf(refused.message)).toContain('**Manage Server**');
    discord.updateChannel(harbour.channelId, { nsfw: true });
    await stage.until(() => harbour.told().some((text) => text.includes('Midnight Oil')));
    await stage.until(async () => (await admin.health()).includes('**Waiting to be sent:** 0'));
    for (const chapter of ['[Chapter 1]', '[Chapter 2]']) {
      expect(
        harbour.told().filter((text) => text.includes('Midnight Oil') && text.includes(chapter)),
      ).toHaveLength(1);
    }
    expect(await admin.health()).toContain('**Refused or held back:** 0');
  });

  it('go into the channel they are told to when what was missed goes to several places', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const { id: late } = discord.createChannel(harbour.guildId, { name: 'late', nsfw: true });
    const manga = platforms.world.addManga({ title: 'Curfew', contentRating: 'erotica' });
    const harmless = platforms.world.addManga({ title: 'Breakfast' });
    const admin = stage.as(harbour.admin);
    await harbour.follow(harmless.url);
    await admin.use('subscribe', { links: manga.url, send_into: 'server', channel: late });
    await admin.pause('server');
    for (const { id } of [manga, harmless, manga]) platforms.world.publishChapter(id, {});
    await stage.until(async () => /to be sent:\*\* [23]/.test(await admin.health()));
    await stage.as(harbour.admin).resume('server');
    await stage.until(() => harbour.told().length > 0 && harbour.told(late).length > 0);
    expect(harbour.told()).toEqual([expect.stringContaining('Breakfast')]);
    expect(harbour.told(late)).toEqual([expect.stringContaining('Curfew')]);
  });
});

import { PermissionFlagsBits } from 'discord.js';

import { onStage } from '../support/on-stage';

describe('/feed test', () => {
  const it = onStage({ together: true });
  const SAMPLE = 'nothing has come out';

  it('sends a sample to the channel or the member, also before anything is followed', async (stage) => {
    const harbour = stage.community();
    const admin = stage.as(harbour.admin);
    expect(await admin.test('server')).toContain('has no channel for feeds');
    await admin.settings({ channel: harbour.channelId });
    expect(await admin.test('server')).toMatch(/It works.*discord\.com\/channels\/\d+\/\d+\/\d+/);
    expect(harbour.told()).toEqual([expect.stringContaining(SAMPLE)]);
    expect(await stage.as(harbour.member).test('server')).toContain('**Manage Server**');
    expect(await stage.as(harbour.member).test('dm')).toContain('It works');
    expect(harbour.toldMember()).toEqual([expect.stringContaining(SAMPLE)]);
    expect(stage.discord.messages(harbour.channelId)[0]?.mentions).toEqual({
      users: [],
      roles: [],
      everyone: false,
    });
  });

  it('names the missing permission without asking Discord', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const admin = stage.as(harbour.admin);
    const manga = platforms.world.addManga();
    const { id: own } = discord.createChannel(harbour.guildId, { name: 'own' });
    await admin.settings({ channel: harbour.channelId });
    await admin.use('subscribe', { links: manga.url, send_into: 'server', channel: own });
    const bot = { id: discord.botUser.id, type: 1 } as const;
    discord.setOverwrite(own, { ...bot, deny: PermissionFlagsBits.SendMessages });
    expect(await admin.test('server')).toMatch(
      new RegExp(`It works.*<#${own}>: please give me \\*\\*Send Messages\\*\\*`, 's'),
    );
    discord.setOverwrite(harbour.channelId, { ...bot, deny: PermissionFlagsBits.ViewChannel });
    expect(await admin.test('server')).toMatch(/Nothing was sent.*\*\*View Channel\*\*/);
    const sends = discord.requests.filter(({ path }) => path === `/channels/${harbour.channelId}/messages`);
    expect(sends.map(({ status }) => status)).toEqual([200]);
  });

  it('says why Discord refused it and stops nothing else', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga();
    await harbour.follow(manga.url);
    const body = { message: 'Missing Permissions', code: 50013 };
    discord.faults.next({ route: `/channels/${harbour.channelId}/messages`, status: 403, body });
    expect(await stage.as(harbour.admin).test('server')).toContain('Discord refused the test: 403 50013');
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => harbour.told().length === 1);
    expect(harbour.told()).toEqual([expect.stringContaining('[Chapter 1]')]);
  });

  it('says that messages are stopped or paused and offers to resume', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga();
    const user = discord.createUser({ acceptsDms: false });
    discord.addMember(harbour.guildId, user.id);
    const closed = stage.as({ userId: user.id, guildId: harbour.guildId });
    expect(await closed.test('dm')).toMatch(/have stopped.*privacy settings/s);
    expect(await closed.test('dm')).toMatch(/have stopped.*privacy settings/s);
    user.acceptsDms = true;
    expect(await closed.resume('dm')).toContain('Nothing had waited');
    expect(await closed.test('dm')).toContain('It works');

    await harbour.follow(manga.url);
    await stage.as(harbour.admin).pause('server');
    expect(await stage.as(harbour.admin).test('server')).toContain('Messages are paused');
    expect(harbour.told()).toEqual([]);
  });
});

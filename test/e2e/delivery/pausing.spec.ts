import { buttonsOf, textOf } from '../../../sandbox/discord';
import { textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';

describe('Pausing', () => {
  const it = onStage({ together: true });

  it('keeps what comes out meanwhile, and resuming sends it as one message', async (stage) => {
    const { discord, platforms } = stage;
    const [harbour, other] = [stage.community(), stage.community()];
    const manga = platforms.world.addManga({ title: 'Patience' });
    await harbour.follow(manga.url);
    await other.follow(manga.url);
    const admin = stage.as(harbour.admin);
    expect(await admin.pause('server')).toMatch(/are paused.*1 series.*Nothing waits yet/s);
    for (const chapter of ['1', '2']) {
      platforms.world.publishChapter(manga.id, { chapter });
      await stage.until(() => other.told().length === Number(chapter));
    }
    expect(harbour.told()).toEqual([]);
    expect(await admin.pause('server')).toMatch(/have been paused.*2 messages.* wait already/s);
    expect(await admin.list('server')).toContain('Messages are paused');
    expect(await admin.health()).toMatch(/Waiting to be sent:\*\* 2.*Messages are paused/s);
    expect(await admin.subscribe(manga.url, 'server')).toContain('Messages are paused');

    expect(await admin.resume('server')).toContain('2 messages that waited are on the way');
    await stage.until(() => harbour.told().length > 0);
    expect(harbour.told()).toEqual([expect.stringMatching(/Chapters 1–2/)]);
    expect(await admin.resume('server')).toContain('Nothing is paused or stopped');
    platforms.world.publishChapter(manga.id, { chapter: '3' });
    await stage.until(() => harbour.told().length === 2);
    expect(discord.messages(harbour.channelId)).toHaveLength(2);
  });

  it('survives a pressed button, holds direct messages too, and leaves what others get alone', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga({ title: 'Silence' });
    const member = stage.as(harbour.member);
    expect(await member.pause('dm')).toContain('You follow nothing');
    expect(await member.resume('dm')).toContain('Nothing is paused or stopped');
    await harbour.follow(manga.url);
    await member.subscribe(manga.url, 'dm');
    const answer = await member.use('pause', { send_into: 'dm' });
    expect(textIn(answer)).toContain('Messages to you are paused');
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => harbour.told().length === 1);
    expect(harbour.toldMember()).toEqual([]);

    const [resume] = answer.message ? buttonsOf(answer.message) : [];
    if (!answer.message || !resume?.customId) throw new Error('There is no button');
    const press = { userId: harbour.member.userId, message: answer.message, customId: resume.customId };
    const pressed = await discord.press({ ...press, timeoutMs: 20_000 });
    expect(pressed.message && textOf(pressed.message)).toContain('1 message that waited is on the way');
    await stage.until(() => harbour.toldMember().length === 1);
  });

  it('of a server needs Manage Server, and so does resuming it', async (stage) => {
    const harbour = stage.community();
    const manga = stage.platforms.world.addManga({ title: 'Locked' });
    await harbour.follow(manga.url);
    const member = stage.as(harbour.member);
    expect(await member.pause('server')).toContain('**Manage Server**');
    await stage.as(harbour.admin).pause('server');
    expect(await member.resume('server')).toContain('**Manage Server**');
    stage.platforms.world.publishChapter(manga.id, { chapter: '1' });
    expect(await member.list('server')).toContain('Messages are paused');
  });

  it('ends for a target that Discord had refused as well, once the reason is gone', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga({ title: 'Closed Doors' });
    const member = stage.as(harbour.member);
    await member.subscribe(manga.url, 'dm');
    const user = discord.createUser({ acceptsDms: false });
    discord.addMember(harbour.guildId, user.id);
    const closed = stage.as({ userId: user.id, guildId: harbour.guildId });
    await closed.subscribe(manga.url, 'dm');
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => harbour.toldMember().length === 1);
    await stage.until(async () => (await closed.list('dm')).includes('does not let me send'));
    user.acceptsDms = true;
    expect(await closed.resume('dm')).toContain('1 message that waited is on the way');
    await stage.until(() => discord.directMessages(user.id).length === 1);
  });
});

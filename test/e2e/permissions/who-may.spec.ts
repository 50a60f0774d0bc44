import { PermissionFlagsBits } from 'discord.js';

import { onStage } from '../support/on-stage';

describe('Permissions', () => {
  const it = onStage({ together: true });

  it('let a member look at what the server follows and change nothing of it', async (stage) => {
    const { platforms } = stage;
    const harbour = stage.community();
    const [followed, other] = [platforms.world.addManga(), platforms.world.addManga({ title: 'Other' })];
    await harbour.follow(followed.url);
    const member = stage.as(harbour.member);
    const refusal = 'This needs the **Manage Server** permission';
    expect(await member.subscribe(other.url, 'server')).toContain(refusal);
    expect(await member.unsubscribe(followed.url, 'server')).toContain(refusal);
    expect(await member.settings({ enabled: false })).toContain(refusal);
    expect(await member.settings({ channel: harbour.channelId })).toContain(refusal);

    expect(await member.list('server')).toContain('This server follows 1 series');
    expect(await member.list('server')).toContain(followed.url);
    expect(await member.upcoming('server')).toContain('what this server follows');
    expect(await stage.as(harbour.admin).settings({})).toContain('**State:** on');
    platforms.world.publishChapter(followed.id, { chapter: '1' });
    await stage.until(() => harbour.told().length > 0);
  });

  it('keep personal subscriptions and those of another server apart', async (stage) => {
    const { platforms } = stage;
    const [harbour, island] = [stage.community(), stage.community()];
    const manga = platforms.world.addManga({ title: 'Private Matter' });
    await stage.as(harbour.member).subscribe(manga.url, 'dm');
    expect(await stage.as(harbour.member).list('dm')).toContain('Private Matter');
    expect(await stage.as(harbour.admin).list('dm')).toContain('You follow nothing yet');
    await harbour.follow(manga.url);
    expect(await stage.as(island.admin).list('server')).toContain('This server follows nothing yet');
    expect(await stage.as(island.admin).unsubscribe(manga.url, 'server')).toContain('does not follow this');
    expect(await stage.as(harbour.admin).list('server')).toContain('Private Matter');
  });

  it('do not exist in direct messages, where commands for a server say so', async (stage) => {
    const { userId } = stage.community().admin;
    const alone = stage.as({ userId });
    const { url } = stage.platforms.world.addManga();
    const refusal = 'This works inside a server only';
    expect(await alone.subscribe(url, 'server')).toContain(refusal);
    expect(await alone.unsubscribe(url, 'server')).toContain(refusal);
    expect(await alone.list('server')).toContain(refusal);
    expect(await alone.upcoming('server')).toContain(refusal);
    expect(await alone.settings({ enabled: true })).toContain(refusal);
    expect(await alone.subscribe(url, 'dm')).toContain('I will tell you');
  });

  it.each([
    ['View Channel', PermissionFlagsBits.ViewChannel],
    ['Send Messages', PermissionFlagsBits.SendMessages],
  ])('that are missing are named when a channel without %s is chosen', async (stage, name, deny) => {
    const { discord } = stage;
    const harbour = stage.community();
    const admin = stage.as(harbour.admin);
    await admin.settings({ channel: harbour.channelId });
    const { id: locked } = discord.createChannel(harbour.guildId, { name: 'locked' });
    discord.setOverwrite(locked, { id: discord.botUser.id, type: 1, deny });
    const answer = await admin.settings({ channel: locked, enabled: false });
    expect(answer).toContain(`<#${locked}>`);
    expect(answer).toContain(`**${name}**`);
    const settings = await admin.settings({});
    expect(settings).toContain(`<#${harbour.channelId}>`);
    expect(settings).toContain('**State:** on');
  });

  it('to mention everyone are not used by a title', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const title = `@everyone @here <@${harbour.member.userId}> <@&${harbour.guildId}>`;
    const manga = platforms.world.addManga({ title });
    await harbour.follow(manga.url);
    platforms.world.publishChapter(manga.id, { chapter: '1', title, groups: [title] });
    await stage.until(() => harbour.told().length > 0);
    const [message] = discord.messages(harbour.channelId);
    expect(message?.mentions).toEqual({ users: [], roles: [], everyone: false });
    const sent = discord.requests.filter(({ path }) => path === `/channels/${harbour.channelId}/messages`);
    expect(sent).toMatchObject([{ body: { allowed_mentions: { parse: [] } } }]);
    expect(await stage.as(harbour.member).list('server')).not.toMatch(/@everyone|@here|<@[&\d]/);
  });
});

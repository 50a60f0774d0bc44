import { PermissionFlagsBits } from 'discord.js';
import { setTimeout as sleep } from 'node:timers/promises';

import { textOf } from '../../../sandbox/discord';
import { chaptersIn, FollowedManga, type Place } from './followed-manga';

let scene: FollowedManga;
beforeAll(async () => {
  scene = await FollowedManga.start();
});
afterAll(() => scene.close());

describe('a target that refuses', () => {
  function mayWrite({ channel }: Place, may: boolean): void {
    const permission = PermissionFlagsBits.SendMessages;
    const overwrite = may ? { allow: permission } : { deny: permission };
    scene.discord.setOverwrite(channel.id, { id: scene.discord.botUser.id, type: 1, ...overwrite });
  }

  it('is asked once; the admin learns by DM what is missing and resumes with one message', async () => {
    const place = await scene.follow();
    const { admin, channel, guild } = place;
    mayWrite(place, false);
    const missed = [scene.publish()];
    await scene.until(() => scene.discord.directMessages(admin.id).length === 1);
    const [notice] = scene.discord.directMessages(admin.id);
    if (!notice) throw new Error('no notice');
    expect(textOf(notice)).toContain('The Harbour');
    expect(textOf(notice)).toContain(`<#${channel.id}>`);
    expect(textOf(notice)).toContain('**Send Messages**');
    expect(textOf(notice)).toContain('**1 message** waits');
    missed.push(scene.publish());
    await scene.untilOwed(guild.id, 2);
    expect([scene.attempts(channel.id), scene.refusals()]).toEqual([1, 1]);

    const tooEarly = await scene.pressResume(admin.id, notice);
    expect(tooEarly.message && textOf(tooEarly.message)).toContain('still may not write');
    const health = await scene.feed(place, 'health');
    expect(health.ephemeral).toBe(true);
    expect(health.message && textOf(health.message)).toContain('**Waiting to be sent:** 2');

    mayWrite(place, true);
    const resumed = await scene.pressResume(admin.id, notice);
    expect(resumed.message && textOf(resumed.message)).toContain('2 messages that waited');
    await scene.until(() => scene.discord.messages(channel.id).length === 1);
    expect(chaptersIn(scene.discord.messages(channel.id)[0])).toEqual(missed);
    expect(scene.attempts(channel.id)).toBe(2);
    expect(scene.discord.directMessages(admin.id)).toHaveLength(1);
    const again = await scene.pressResume(admin.id, notice);
    expect(again.message && textOf(again.message)).toContain('already');
    scene.discord.removeBot(guild.id);
  });

  it('is told of in another channel when the admin takes no DM, and strangers cannot resume it', async () => {
    const place = await scene.follow({ acceptsDms: false });
    const { admin, guild, channel } = place;
    const general = [...guild.channels.values()].find(({ name }) => name === 'general');
    const stranger = scene.discord.createUser();
    scene.discord.addMember(guild.id, stranger.id);
    mayWrite(place, false);
    scene.publish();
    const posts = () => scene.discord.messages(general?.id ?? '');
    await scene.until(() => posts().length === 1);
    const [notice] = posts();
    if (!notice) throw new Error('no notice');
    mayWrite(place, true);
    const refused = await scene.pressResume(stranger.id, notice);
    expect(refused.message && textOf(refused.message)).toContain('Manage Server');
    expect(scene.discord.messages(channel.id)).toHaveLength(0);

    // Shown to an admin with the next command as well, once.
    const list = await scene.feed(place, 'list', { sent_into: 'server' });
    await scene.until(() => list.followUps.length === 1);
    expect(list.followUps[0]?.visibleTo).toBe(admin.id);
    await scene.pressResume(admin.id, notice);
    await scene.until(() => scene.discord.messages(channel.id).length === 1);
    const later = await scene.feed(place, 'list', { sent_into: 'server' });
    await sleep(300);
    expect(later.followUps).toHaveLength(0);
    scene.discord.removeBot(guild.id);
  });

  it('is told to a member with closed DMs at the next command, and gets what was missed', async () => {
    const place = await scene.follow();
    const member = await scene.followByDm(place);
    member.acceptsDms = false;
    const missed = [scene.publish()];
    await scene.until(() => scene.isStopped(member.id));
    const refusals = scene.refusals();
    missed.push(scene.publish());
    await scene.untilOwed(member.id, 2);
    const asMember = { ...place, admin: member };
    const list = await scene.feed(asMember, 'list', { sent_into: 'dm' });
    await scene.until(() => list.followUps.length === 1);
    const [notice] = list.followUps;
    if (!notice) throw new Error('no notice');
    expect(textOf(notice)).toContain('privacy settings');
    member.acceptsDms = true;
    await scene.pressResume(member.id, notice);
    await scene.until(() => scene.discord.directMessages(member.id).length === 1);
    expect(chaptersIn(scene.discord.directMessages(member.id)[0])).toEqual(missed);
    expect(scene.refusals()).toBe(refusals);
    scene.discord.removeBot(place.guild.id);
  });
});

describe('a server', () => {
  it('that removes the bot is asked nothing and catches up when somebody says so after it is back', async () => {
    const { admin, guild, channel } = await scene.follow();
    scene.discord.removeBot(guild.id);
    await scene.until(() => scene.isStopped(guild.id));
    const missed = [scene.publish()];
    await scene.untilOwed(guild.id, 1);
    expect(scene.attempts(channel.id)).toBe(0);
    scene.discord.addBot(guild.id);
    await scene.until(() => scene.discord.directMessages(admin.id).length === 1);
    const [notice] = scene.discord.directMessages(admin.id);
    if (!notice) throw new Error('no notice');
    expect(textOf(notice)).toContain('am back');
    expect(scene.attempts(channel.id)).toBe(0);
    await scene.pressResume(admin.id, notice);
    await scene.until(() => scene.discord.messages(channel.id).length === 1);
    expect(chaptersIn(scene.discord.messages(channel.id)[0])).toEqual(missed);
    scene.discord.removeBot(guild.id);
  });

  it('that deletes its channel is told, and gets what it missed in the one it chooses next', async () => {
    const place = await scene.follow();
    const { admin, guild, channel } = place;
    const general = [...guild.channels.values()].find(({ name }) => name === 'general')?.id ?? '';
    scene.discord.deleteChannel(channel.id);
    await scene.until(() => scene.discord.directMessages(admin.id).length === 1);
    const [notice] = scene.discord.directMessages(admin.id);
    if (!notice) throw new Error('no notice');
    expect(textOf(notice)).toContain('is gone');
    const missed = [scene.publish()];
    await scene.untilOwed(guild.id, 1);
    expect(scene.attempts(channel.id)).toBe(0);
    const resumed = await scene.pressResume(admin.id, notice);
    expect(resumed.message && textOf(resumed.message)).toContain('Choose another');
    await scene.feed(place, 'settings', { channel: general }, general);
    await scene.until(() => scene.discord.messages(general).length === 1);
    expect(chaptersIn(scene.discord.messages(general)[0])).toEqual(missed);
    scene.discord.removeBot(guild.id);
  });

  it('that Discord loses sight of for a while is told as ever', async () => {
    const { guild, channel } = await scene.follow();
    scene.discord.setUnavailable(guild.id, true);
    scene.publish();
    await scene.until(() => scene.discord.messages(channel.id).length === 1);
    scene.discord.setUnavailable(guild.id, false);
    expect(scene.isStopped(guild.id)).toBe(false);
  });
});

import { ChannelType } from 'discord.js';

import { buttonsOf, textOf } from '../../../sandbox/discord';
import { dispatch } from '../support/dispatch';
import { textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import { Pager } from '../support/pager';
import { VoiceCommands } from '../support/voice-commands';
import { HOUR, history, LOBBY } from './voice-history';

describe('/vc', () => {
  const it = onStage({ started: false, alone: true });
  const now = Date.now();

  it('answers leaderboard, stats and why with the numbers of the history', async (stage) => {
    const community = stage.community();
    const { admin, member } = community;
    await history(stage, community, [
      [member.userId, 40, 0],
      [member.userId, 30, 0],
      [member.userId, 20, 16],
      [admin.userId, 30, 1],
    ]);
    const vc = new VoiceCommands(stage.discord, member);

    const board = await vc.text('leaderboard', { time_range: 'all' });
    expect(board).toContain(`1\\. <@${member.userId}> · **2 h 00 min**`);
    expect(board).toContain(`2\\. <@${admin.userId}> · **1 h 00 min**`);
    expect(board).toContain('You are **#1**');
    const together = await vc.text('leaderboard', { time_range: '72h', together_with: admin.userId });
    expect(together).toContain(`1\\. <@${member.userId}> · **59 min**`);
    const date = (hoursAgo: number): string => new Date(now - hoursAgo * HOUR).toISOString().slice(0, 10);
    const dates = await vc.text('leaderboard', { from: date(40), to: date(0) });
    expect(dates).toContain(`### ${date(40)} to ${date(0)} in voice`);
    expect(dates).toContain(`1\\. <@${member.userId}> · **2 h 00 min**`);
    expect(await vc.text('stats', { from: '2024-02-29' })).toContain('**Total:** 2 h 00 min (#1 of 2)');
    expect(await vc.text('stats', { from: '2024-02-30' })).toContain('Write dates as');
    expect(await vc.text('leaderboard', { from: '2024-03-01', time_range: 'all' })).toContain('not both');
    const stats = await vc.text('stats', { time_range: 'all' });
    expect(stats).toContain('**Total:** 2 h 00 min (#1 of 2)');
    expect(stats).toContain(`<#${LOBBY}> · 2 h 00 min`);
    expect(await vc.text('stats', { time_range: 'all', server: true })).toContain('**Active members:** 2');
    const why = await vc.use('why');
    expect(why.ephemeral).toBe(true);
    expect(why.message && textOf(why.message)).toContain('1 h 00 min did not: alone in the channel');
    expect(await vc.text('why', { member: admin.userId })).toContain('Manage Server');
  });

  it('counts all of history by changed settings, which only an admin changes', async (stage) => {
    const community = stage.community();
    const { admin, member } = community;
    await history(stage, community, [
      [member.userId, 30, 0],
      [member.userId, 20, 16],
    ]);
    const vc = new VoiceCommands(stage.discord, admin);

    expect(await new VoiceCommands(stage.discord, member).text('settings', { count_alone: true })).toContain(
      'Manage Server',
    );
    expect(await vc.text('settings', { time_zone: 'Europe/Atlantis' })).toContain(
      'I do not know this time zone',
    );
    const shown = await vc.text('settings', {
      count_alone: true,
      time_zone: 'Asia/Kathmandu',
      day_starts_at: 5,
    });
    expect(shown).toContain('**Alone:** counts');
    expect(shown).toContain('Asia/Kathmandu; a day begins at 05:00');
    const own = new VoiceCommands(stage.discord, member);
    let board = '';
    for (let tries = 0; tries < 20 && !board.includes('2 h 00 min'); tries += 1) {
      board = await own.text('leaderboard', { time_range: 'all' });
    }
    expect(board).toContain(`<@${member.userId}> · **2 h 00 min**`);
  });

  it('counts anew by itself when Discord changes what a setting means', async (stage) => {
    const community = stage.community();
    const { admin, member, guildId } = community;
    await history(stage, community, [[member.userId, 30, 0]]);
    const vc = new VoiceCommands(stage.discord, admin);
    const category = stage.discord.createChannel(guildId, {
      name: 'Voices',
      type: ChannelType.GuildCategory,
    });
    const role = stage.discord.createRole(guildId);
    expect(await vc.text('settings', { ignore_category: category.id })).toContain(category.id);
    expect(await vc.text('settings', { ignore_role: role.id })).toContain(role.id);
    expect(await vc.text('leaderboard', { time_range: 'all' })).toContain(member.userId);

    const type = ChannelType.GuildVoice;
    const moved = { id: LOBBY, guild_id: guildId, type, name: 'lobby', parent_id: category.id };
    dispatch(stage.discord, 'CHANNEL_UPDATE', moved);
    await stage.until(async () => {
      return !(await vc.text('leaderboard', { time_range: 'all' })).includes(member.userId);
    });
    dispatch(stage.discord, 'GUILD_ROLE_DELETE', { guild_id: guildId, role_id: role.id });
    await stage.until(async () => !(await vc.text('settings')).includes(role.id));
  });

  it('turns the pages of a board, also after the bot was restarted', async (stage) => {
    const community = stage.community();
    const users = Array.from({ length: 12 }, () => stage.discord.createUser().id);
    await history(
      stage,
      community,
      users.map((userId) => [userId, 30, 0] as const),
    );
    const { member } = community;
    const first = await new VoiceCommands(stage.discord, member).use('leaderboard', { time_range: '72h' });
    if (!first.message) throw new Error('There is no board');
    expect(textOf(first.message)).toContain(`1\\. <@${users[0] ?? ''}>`);
    expect(textOf(first.message)).not.toContain(users[10]);

    await stage.restart();
    const pager = new Pager(stage, member.userId, first.message);
    expect(await pager.press('Next ›')).toContain(`1\\. <@${users[10] ?? ''}>`);
    expect(pager.position).toBe('Page 2 of 2');
    expect(pager.open).toEqual(['« First', '‹ Previous']);
    expect(await pager.choose(1)).toContain(`1\\. <@${users[0] ?? ''}>`);
    expect(await pager.press('Last »')).toContain(`1\\. <@${users[11] ?? ''}>`);
    expect(await pager.press('« First')).toContain(`1\\. <@${users[0] ?? ''}>`);

    const { userId } = community.admin;
    const next = buttonsOf(first.message).find(({ label }) => label === 'Next ›')?.customId ?? '';
    const refused = await stage.discord.press({ userId, message: first.message, customId: next });
    expect(refused.ephemeral).toBe(true);
    expect(textIn(refused)).toMatch(/^<@\d+> has opened this\. Open your own with <\/vc leaderboard:\d+>\.$/);

    const admin = new VoiceCommands(stage.discord, community.admin);
    for (const ignored of users.slice(0, 2)) await admin.use('settings', { ignore_member: ignored });
    await stage.until(
      async () => !(await admin.text('leaderboard', { time_range: '72h' })).includes('12 members'),
    );
    const shrunk = await pager.press('Last »');
    expect(shrunk).toContain(`1\\. <@${users[11] ?? ''}>`);
    expect(pager.position).toBeNull();
  });
});

import { PermissionFlagsBits } from 'discord.js';
import { setTimeout as sleep } from 'node:timers/promises';

import { textOf } from '../../../sandbox/discord';
import { dispatch } from '../support/dispatch';
import { onStage } from '../support/on-stage';
import { startWithMembers, WelcomedGuild } from './welcomed-guild';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

describe('Greetings', () => {
  const it = onStage({ started: false });

  it('are sent with a card, once, to the channel, and notify nobody', async (stage) => {
    await startWithMembers(stage);
    const guild = await WelcomedGuild.open(stage);
    const ann = guild.join({ username: 'ann', globalName: 'Ann **漢字** @everyone' });
    const [greeting, ...others] = await guild.greetings(1);
    expect(others).toHaveLength(0);
    expect(greeting && textOf(greeting)).toBe(`Welcome to **Guild**, <@${ann.id}>! You are member number 5.`);
    expect(greeting?.mentions).toEqual({ users: [], roles: [], everyone: false });
    const [picture] = greeting?.attachments ?? [];
    expect(picture?.data.subarray(0, 8)).toEqual(PNG);
    // Width and height stand at fixed places of a PNG.
    expect([picture?.data.readUInt32BE(16), picture?.data.readUInt32BE(20)]).toEqual([1000, 380]);
    expect(picture?.description).toBe('Welcome to Guild, Ann **漢字** @everyone: member number 5');
  });

  it('say what the admins wrote, and notify the new member where these want it', async (stage) => {
    const guild = await WelcomedGuild.open(stage);
    const panel = await guild.panel();
    await guild.press(panel, 'settings/welcome/switch/mentionMember/on');
    await guild.press(panel, 'settings/welcome/switch/picture/off');
    const texts = await guild.press(panel, 'settings/welcome/texts/welcome');
    await guild.fill(texts, 'settings/welcome/texts/welcome/add', {
      message: '@everyone, {member} ({handle}) came',
    });
    const { id } = guild.join({ username: 'bob', globalName: '**Bob** <@1> {server}' });
    const [greeting] = await guild.greetings(1);
    expect(greeting && textOf(greeting)).toBe(
      `<@${id}> @everyone, \\*\\*Bob\\*\\* \\<@\u200b1\\> {server} (@\u200bbob) came`,
    );
    expect(greeting?.mentions).toEqual({ users: [id], roles: [], everyone: false });
    expect(greeting?.attachments).toHaveLength(0);
  });

  it('name who left, and not bots or guilds that want nothing of it', async (stage) => {
    const { discord } = stage;
    const guild = await WelcomedGuild.open(stage);
    const bystander = WelcomedGuild.found(stage);
    const farewells = discord.createChannel(guild.guildId, { name: 'farewells' });
    const leave = await guild.press(await guild.panel(), 'settings/welcome/texts/leave');
    await guild.press(leave, 'settings/welcome/leave/on');
    await guild.press(leave, 'settings/welcome/leave/channel', [farewells.id]);
    bystander.join();
    const robot = guild.join({ bot: true });
    const ann = guild.join({ globalName: 'Ann' });
    discord.removeMember(guild.guildId, robot.id);
    discord.removeMember(guild.guildId, ann.id);
    const [farewell] = await guild.greetings(1, farewells.id);
    expect(farewell && textOf(farewell)).toBe('**Ann** has left. We are 4 now.');
    expect(await guild.greetings(1)).toHaveLength(1);
    expect(guild.said(farewells.id)).toHaveLength(1);
    expect(bystander.said()).toHaveLength(0);
  });

  it('bring a role along, for who must agree to the rules once they did', async (stage) => {
    const { discord } = stage;
    const guild = await WelcomedGuild.open(stage);
    const { guildId, admin } = guild;
    const role = guild.role();
    const permissions = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.ManageRoles;
    discord.addMember(guildId, admin.userId, { permissions });
    await guild.press(await guild.panel(), 'settings/welcome/role', [role.id]);
    const wary = guild.join({ pending: true });
    const ann = guild.join();
    await stage.until(() => guild.rolesOf(ann).includes(role.id));
    await guild.greetings(2);
    expect(guild.rolesOf(wary)).toEqual([]);
    discord.addMember(guildId, wary.id, { pending: false });
    await stage.until(() => guild.rolesOf(wary).includes(role.id));

    discord.setRolePermissions(guildId, role.id, PermissionFlagsBits.Administrator);
    const late = guild.join();
    await guild.greetings(3);
    expect(guild.rolesOf(late)).toEqual([]);
    expect(await guild.text()).toContain('**Administrator**');
  });

  it('are not repeated when the gateway repeats itself, and not late', async (stage) => {
    const { discord } = stage;
    const guild = await WelcomedGuild.open(stage);
    const joined = (id: string, joinedAt: Date): object => ({
      guild_id: guild.guildId,
      user: { id, username: 'ann', discriminator: '0', global_name: null, avatar: null },
      ...{ nick: null, roles: [], joined_at: joinedAt.toISOString(), deaf: false, mute: false, flags: 0 },
    });
    const [first, late] = [discord.createUser(), discord.createUser()];
    const payload = joined(first.id, new Date());
    dispatch(discord, 'GUILD_MEMBER_ADD', payload);
    dispatch(discord, 'GUILD_MEMBER_ADD', payload);
    dispatch(discord, 'GUILD_MEMBER_ADD', joined(late.id, new Date(Date.now() - 11 * 60_000)));
    dispatch(discord, 'GUILD_MEMBER_ADD', { guild_id: 5, user: null });
    const last = guild.join();
    const said = await guild.greetings(2);
    expect(said.map((message) => /<@(\d+)>/.exec(textOf(message))?.[1])).toEqual([first.id, last.id]);
  });

  it('missed during a cut of the connection are made up for', async (stage) => {
    const guild = await WelcomedGuild.open(stage);
    stage.discord.gateway.accept(false);
    stage.discord.gateway.cut();
    const ann = guild.join();
    stage.discord.gateway.accept(true);
    const said = await guild.greetings(1);
    expect(said.map(textOf).join()).toContain(ann.id);
  });

  it('that cannot be sent are explained in the panel, and the next ones go out again', async (stage) => {
    const { discord } = stage;
    const guild = await WelcomedGuild.open(stage);
    const deny = PermissionFlagsBits.SendMessages;
    const everyone = { id: guild.guildId, type: 0 } as const;
    discord.setOverwrite(guild.channelId, { ...everyone, deny });
    guild.join();
    expect(await guild.text()).toMatch(/may not send my message.*\*\*Send Messages\*\*/);
    discord.setOverwrite(guild.channelId, everyone);
    await sleep(500);
    guild.join();
    expect(await guild.greetings(1)).toHaveLength(1);
    discord.deleteChannel(guild.channelId);
    guild.join();
    expect(await guild.text()).toContain('The channel is gone');
    const other = discord.createChannel(guild.guildId, { name: 'hall' });
    await guild.press(await guild.panel(), 'settings/welcome/channel', [other.id]);
    guild.join();
    expect(await guild.greetings(1, other.id)).toHaveLength(1);
  });

  it('refused by Discord itself are not asked for again at once', async (stage) => {
    const { discord } = stage;
    const guild = await WelcomedGuild.open(stage);
    const route = '/channels/{channel_id}/messages';
    discord.faults.next({ method: 'POST', route, status: 403, body: { message: 'No', code: 50013 } });
    guild.join();
    const attempts = (): number =>
      discord.requests.filter(
        (request) => request.method === 'POST' && request.path.includes(guild.channelId),
      ).length;
    await stage.until(() => attempts() === 1);
    await stage.until(async () => (await guild.text()).includes('Discord did not take a message'));
    guild.join();
    await sleep(1_000);
    expect(attempts()).toBe(1);
  });

  it('wait for a Discord that is broken', async (stage) => {
    const guild = await WelcomedGuild.open(stage);
    const route = '/channels/{channel_id}/messages';
    stage.discord.faults.next({ method: 'POST', route, status: 500, times: 5 });
    guild.join();
    expect(await guild.greetings(1)).toHaveLength(1);
  });
});

describe('A raid', () => {
  const it = onStage({ started: false });

  it('costs pictures first, and never order or the limits of Discord', async (stage) => {
    await startWithMembers(stage);
    const guild = await WelcomedGuild.open(stage);
    const ids = Array.from({ length: 16 }, () => guild.join().id);
    const said = await guild.greetings(ids.length);
    expect(said.map((message) => /<@(\d+)>/.exec(textOf(message))?.[1])).toEqual(ids);
    const pictures = said.filter(({ attachments }) => attachments.length > 0);
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.length).toBeLessThan(14);
    expect(stage.discord.requests.filter(({ status }) => status === 429)).toEqual([]);
  });
});

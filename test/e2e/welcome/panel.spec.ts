import { PermissionFlagsBits } from 'discord.js';

import { buttonsOf, selectsOf, type StoredMessage, textOf } from '../../../sandbox/discord';
import { onStage } from '../support/on-stage';
import { WelcomedGuild } from './welcomed-guild';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** The pictures that a message shows. */
function picturesOf(message: StoredMessage): readonly Buffer[] {
  return message.attachments.map(({ data }) => data);
}

/** The menu of messages, what to make of the first, and that. */
function firstOf(message: StoredMessage, text: string): [string, { message: string }, string[]] {
  const menu = selectsOf(message).find(({ custom_id: id }) => /texts\/\w+\/[0-9a-f]{12}$/.test(id ?? ''));
  const [first] = menu?.options ?? [];
  return [menu?.custom_id ?? '', { message: text }, [(first as { value: string }).value]];
}

describe('/welcome', () => {
  const it = onStage();

  it('shows how things are, with the card as it looks now', async (stage) => {
    const guild = WelcomedGuild.found(stage);
    const panel = await guild.panel();
    expect(textOf(panel)).toMatch(
      /\*\*State:\*\* off\n\*\*Channel:\*\* none yet\n\*\*Card:\*\* Aurora, its own artwork/,
    );
    const [picture] = picturesOf(panel);
    expect(picture?.subarray(0, 8)).toEqual(PNG);
    expect(panel.attachments[0]?.description).toMatch(/^Welcome to Guild, .*: member number 4$/);

    const tide = await guild.press(panel, 'settings/welcome/template', ['tide']);
    expect(textOf(tide)).toContain('Tide, its own artwork');
    expect(picturesOf(tide)).toHaveLength(1);
    expect(picturesOf(tide)[0]).not.toEqual(picture);
    const without = await guild.press(tide, 'settings/welcome/switch/picture/off');
    expect(textOf(without)).toContain('**Card:** none, text only');
    expect(picturesOf(without)).toHaveLength(0);
  });

  it('saves each change at once, beside those of another admin', async (stage) => {
    const guild = WelcomedGuild.found(stage);
    const [here, there] = [await guild.panel(), await guild.panel()];
    const role = guild.role();
    stage.discord.addMember(guild.guildId, guild.admin.userId, { roles: [] });
    stage.discord.addMember(guild.guildId, guild.admin.userId, {
      permissions: PermissionFlagsBits.ManageGuild | PermissionFlagsBits.ManageRoles,
    });
    await guild.press(here, 'settings/welcome/channel', [guild.channelId]);
    await guild.press(there, 'settings/welcome/switch/enabled/on');
    await guild.press(here, 'settings/welcome/background', ['dunes']);
    await guild.press(there, 'settings/welcome/switch/mentionMember/on');
    const last = await guild.press(here, 'settings/welcome/role', [role.id]);
    const text = textOf(last);
    expect(text).toContain('**State:** on');
    expect(text).toContain(`**Channel:** <#${guild.channelId}>`);
    expect(text).toContain('Aurora, artwork Dunes');
    expect(text).toContain('**The new member is notified:** yes');
    expect(text).toContain(`**Role for new members:** <@&${role.id}>`);
    expect(buttonsOf(last).map(({ label }) => label)).toContain('Welcome: on');
    const own = await guild.press(there, 'settings/welcome/background', ['own']);
    expect(textOf(own)).toContain('its own artwork');
    expect(textOf(await guild.press(there, 'settings/welcome/role', []))).toContain('members:** none');
  });

  it('takes a colour however it is written, and says what is none', async (stage) => {
    const guild = WelcomedGuild.found(stage);
    const panel = await guild.panel();
    const set = async (color: string): Promise<string> =>
      textOf(await guild.fill(panel, 'settings/welcome/color', { color }));
    expect(await set('F0A')).toContain('colour `#ff00aa`');
    expect(await set('mauve')).toContain('This is no colour');
    expect(await guild.text()).toContain('colour `#ff00aa`');
    expect(await set('')).toContain('colour `#5ef2b0` (the template’s)');
  });

  it('takes messages, changes and removes them, and refuses variables that nobody knows', async (stage) => {
    const guild = WelcomedGuild.found(stage);
    const texts = await guild.press(await guild.panel(), 'settings/welcome/texts/welcome');
    expect(textOf(texts)).toMatch(/Mine, until you write your own.*`\{member\}`/s);
    const add = (message: string): Promise<StoredMessage> =>
      guild.fill(texts, 'settings/welcome/texts/welcome/add', { message });
    expect(textOf(await add('Ahoy {member}!'))).toContain('1. Ahoy {member}!');
    expect(textOf(await add('Ahoy {captain}!'))).toMatch(/I do not know `\{captain\}`.*`\{member\}`/);
    expect(textOf(await add('Ahoy {member}!'))).toContain('says just this');
    const two = await add('# Hello\n{mention}');
    expect(textOf(two)).toMatch(/picked at random:\n1\. Ahoy .*\n2\. /);

    const changed = await guild.fill(two, ...firstOf(two, 'Ahoy, {member}!'));
    expect(textOf(changed)).toContain('Ahoy, {member}!');
    const removed = await guild.fill(changed, ...firstOf(changed, ''));
    expect(textOf(removed)).toContain('This is said:');
    expect(textOf(await guild.press(removed, 'settings/welcome'))).toContain('one of yours');
  });

  it('has a leave message of its own, in its own channel or the same', async (stage) => {
    const guild = WelcomedGuild.found(stage);
    const leave = await guild.press(await guild.panel(), 'settings/welcome/texts/leave');
    const on = await guild.press(leave, 'settings/welcome/leave/on');
    expect(textOf(on)).toContain('Choose a channel');
    const chosen = await guild.press(on, 'settings/welcome/leave/channel', [guild.channelId]);
    expect(textOf(chosen)).not.toContain('Choose a channel');
    const panel = await guild.press(chosen, 'settings/welcome');
    expect(textOf(panel)).toContain(`in <#${guild.channelId}>`);
    await guild.press(panel, 'settings/welcome/texts/leave');
    await guild.press(panel, 'settings/welcome/leave/channel', []);
    expect(await guild.text()).toContain('in the same channel');
  });

  it('refuses roles that are dangerous, out of reach, or not the admin’s to give', async (stage) => {
    const { discord } = stage;
    const guild = WelcomedGuild.found(stage);
    const { guildId, admin } = guild;
    const panel = await guild.panel();
    const choose = async (roleId: string): Promise<string> =>
      textOf(await guild.press(panel, 'settings/welcome/role', [roleId]));
    const plain = guild.role();
    expect(await choose(plain.id)).toContain('you need **Manage Roles** yourself');
    discord.addMember(guildId, admin.userId, {
      roles: [],
      permissions: PermissionFlagsBits.ManageGuild | PermissionFlagsBits.ManageRoles,
    });
    const above = guild.role();
    expect(await choose(above.id)).toContain('not below your own highest role');
    discord.setRolePosition(guildId, above.id, 60);
    expect(await choose(above.id)).toContain('move my own role above it');
    expect(await choose(guild.role(PermissionFlagsBits.BanMembers).id)).toContain('**Ban Members**');
    const [own = ''] = discord.rolesOf(guildId, discord.botUser.id);
    expect(await choose(own)).toContain('belongs to a bot');
    expect(await guild.text()).toContain('**Role for new members:** none');
    expect(await choose(plain.id)).toContain(`<@&${plain.id}>`);
    discord.setRolePermissions(guildId, own, 0n);
    expect(await guild.text()).toContain('Please give me **Manage Roles**');
  });

  it('refuses a channel that I may not write into', async (stage) => {
    const { discord } = stage;
    const guild = WelcomedGuild.found(stage);
    const deny = PermissionFlagsBits.SendMessages;
    discord.setOverwrite(guild.channelId, { id: discord.botUser.id, type: 1, deny });
    const refused = await guild.press(await guild.panel(), 'settings/welcome/channel', [guild.channelId]);
    expect(textOf(refused)).toMatch(/give me \*\*Send Messages\*\* there. Nothing was changed/);
  });

  it('shows the greeting to the admin alone, or posts it', async (stage) => {
    const { discord } = stage;
    const guild = await WelcomedGuild.open(stage);
    const panel = await guild.panel();
    const mine = await guild.press(panel, 'settings/welcome/test/me');
    expect(mine.visibleTo).toBe(guild.admin.userId);
    expect(textOf(mine)).toContain(`Welcome to **Guild**, <@${guild.admin.userId}>!`);
    expect(picturesOf(mine)[0]?.subarray(0, 8)).toEqual(PNG);
    expect(guild.said()).toHaveLength(0);

    const posted = await guild.press(panel, 'settings/welcome/test/channel');
    expect(textOf(posted)).toContain('It works');
    expect(guild.said()).toHaveLength(1);
    discord.setOverwrite(guild.channelId, {
      id: guild.guildId,
      type: 0,
      deny: PermissionFlagsBits.AttachFiles,
    });
    const refused = await guild.press(panel, 'settings/welcome/test/channel');
    expect(textOf(refused)).toMatch(/Nothing was sent.*\*\*Attach Files\*\*/);
    expect(guild.said()).toHaveLength(1);
  });

  it('is a part of /settings', async (stage) => {
    const guild = await WelcomedGuild.open(stage);
    const home = await stage.discord.command({ ...guild.admin, name: 'settings', timeoutMs: 25_000 });
    if (!home.message) throw new Error('no message');
    expect(textOf(home.message)).toContain(`### Welcome\n**State:** on\n**Channel:** <#${guild.channelId}>`);
    const panel = await guild.press(home.message, 'settings/welcome');
    expect(textOf(panel)).toContain('## Welcome');
    const back = await guild.press(panel, 'settings/home');
    expect(textOf(back)).toContain('## Settings');
    expect(back.attachments).toHaveLength(0);
  });

  it('is for admins alone, at every press', async (stage) => {
    const { discord } = stage;
    const guild = await WelcomedGuild.open(stage);
    const { guildId, admin, channelId } = guild;
    expect(textOf(await guild.panel(guild.member))).toContain('**Manage Server**');
    const role = guild.role();
    const panel = await guild.panel();
    const leave = await guild.press(await guild.panel(), 'settings/welcome/texts/leave');
    const said = await guild.fill(leave, 'settings/welcome/texts/leave/add', { message: 'Bye {member}' });
    const [choose, , chosen] = firstOf(said, '');
    discord.addMember(guildId, admin.userId, { roles: [] });
    const presses: [StoredMessage, string, string[]?][] = [
      [panel, 'settings/welcome/switch/enabled/off'],
      [panel, 'settings/welcome/channel', [channelId]],
      [panel, 'settings/welcome/template', ['tide']],
      [panel, 'settings/welcome/background', ['plain']],
      [panel, 'settings/welcome/role', [role.id]],
      [panel, 'settings/welcome/color'],
      [panel, 'settings/welcome/test/me'],
      [panel, 'settings/welcome/test/channel'],
      [panel, 'settings/welcome/texts/welcome'],
      [panel, 'settings/home'],
      [said, 'settings/welcome'],
      [said, 'settings/welcome/texts/leave/add'],
      [said, choose, chosen],
      [said, 'settings/welcome/leave/on'],
      [said, 'settings/welcome/leave/channel', [channelId]],
    ];
    for (const [message, customId, values] of presses)
      expect([customId, textOf(await guild.press(message, customId, values))]).toEqual([
        customId,
        expect.stringContaining('**Manage Server**') as string,
      ]);
    expect(guild.said()).toHaveLength(0);
    discord.addMember(guildId, admin.userId, { permissions: PermissionFlagsBits.ManageGuild });
    expect(await guild.text()).toMatch(/State:\*\* on.*Leave message:\*\* off/s);
  });
});

import { ChannelType, PermissionFlagsBits } from 'discord.js';

import { buttonsOf, type Reply, selectsOf, type StoredMessage, textOf } from '../../../sandbox/discord';
import { expectSendable } from '../../support/expect-sendable';
import type { Person } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

const PATIENCE = { timeoutMs: 25_000 };

describe('/settings', () => {
  const it = onStage();

  const shown = ({ message }: Reply): StoredMessage => {
    if (!message) throw new Error('The answer has no message');
    expectSendable(message as never);
    return message;
  };
  const open = async ({ discord }: Stage, person: Person): Promise<StoredMessage> => {
    const reply = await discord.command({ ...person, name: 'settings', ...PATIENCE });
    expect(reply.ephemeral).toBe(true);
    return shown(reply);
  };
  const press = async (
    { discord }: Stage,
    { userId }: Person,
    message: StoredMessage,
    customId: string,
    values?: readonly string[],
  ): Promise<StoredMessage> =>
    shown(await discord.press({ userId, message, customId, ...(values && { values }), ...PATIENCE }));

  it('leads to the feeds, saves each change at once and shows it', async (stage) => {
    const { admin, channelId } = stage.community();
    const home = await open(stage, admin);
    expect(textOf(home)).toMatch(/### Feeds\n\*\*State:\*\* on\n\*\*Channel:\*\* no channel yet/);
    const feeds = await press(stage, admin, home, 'settings/feeds');
    const chosen = await press(stage, admin, feeds, 'settings/feeds/channel', [channelId]);
    expect(textOf(chosen)).toContain(`**Channel:** <#${channelId}>`);
    const off = await press(stage, admin, chosen, 'settings/feeds/switch/off');
    expect(textOf(off)).toContain('**State:** off');
    const back = await press(stage, admin, off, 'settings/home');
    expect(textOf(back)).toMatch(/### Feeds\n\*\*State:\*\* off/);
    expect(await stage.as(admin).settings({})).toContain(`**State:** off\n**Channel:** <#${channelId}>`);
  });

  it('refuses a channel that I may not write into, and changes nothing', async (stage) => {
    const { discord } = stage;
    const { admin, guildId } = stage.community();
    const secret = discord.createChannel(guildId, {
      name: 'secret',
      permissionOverwrites: [
        { id: discord.botUser.id, type: 1, allow: 0n, deny: PermissionFlagsBits.SendMessages },
      ],
    });
    const feeds = await press(stage, admin, await open(stage, admin), 'settings/feeds');
    const refused = await press(stage, admin, feeds, 'settings/feeds/channel', [secret.id]);
    expect(textOf(refused)).toContain('Nothing was changed');
    expect(await stage.as(admin).settings({})).toContain('no channel yet');
  });

  it('switches what counts, and keeps what another admin changed meanwhile', async (stage) => {
    const { discord } = stage;
    const { admin, member, guildId } = stage.community();
    const [first, second] = [1, 2].map(
      (n) => discord.createChannel(guildId, { name: `voice ${n}`, type: ChannelType.GuildVoice }).id,
    );
    if (!first || !second) throw new Error('no channels');
    const panel = async (): Promise<StoredMessage> =>
      press(stage, admin, await open(stage, admin), 'settings/voice');
    const [here, there] = [await panel(), await panel()];
    const alone = await press(stage, admin, here, 'settings/voice/switch/countAlone/on');
    expect(textOf(alone)).toContain('**Alone:** counts');
    expect(buttonsOf(alone).map(({ label }) => label)).toContain('Alone: counts');
    await press(stage, admin, here, 'settings/voice/ignore/channels', [first]);

    const both = await press(stage, admin, there, 'settings/voice/ignore/channels', [second]);
    expect(textOf(both)).toContain(`**Ignored channels:** <#${first}> <#${second}>`);
    expect(textOf(both)).toContain('**Alone:** counts');
    const none = await press(stage, admin, there, 'settings/voice/ignore/channels', []);
    expect(textOf(none)).not.toContain('Ignored channels');
    const people = await press(stage, admin, there, 'settings/voice/ignore/members', [member.userId]);
    expect(textOf(people)).toContain(`**Ignored members:** <@${member.userId}>`);
    expect(selectsOf(people)).toHaveLength(4);
  });

  it('takes time zone, start of the day and shortest stay, and keeps what is left empty', async (stage) => {
    const { discord } = stage;
    const { admin } = stage.community();
    const voice = await press(stage, admin, await open(stage, admin), 'settings/voice');
    const ask = async (fields: Record<string, string>): Promise<string> => {
      const { modal } = await discord.press({
        userId: admin.userId,
        message: voice,
        customId: 'settings/voice/clock',
        ...PATIENCE,
      });
      if (!modal) throw new Error('no modal');
      const reply = await discord.submitModal({ userId: admin.userId, modal, fields, ...PATIENCE });
      if (reply.kind === 'update') return textOf(shown(reply));
      // The panel stays as it was, and the error comes below it.
      await stage.until(() => reply.followUps.length > 0);
      return reply.followUps.map(textOf).join('\n');
    };
    expect(await ask({ time_zone: 'Asia/Jakarta', day_starts_at: '', minimum_minutes: '5' })).toMatch(
      /Asia\/Jakarta; a day begins at 00:00.*5 min/s,
    );
    expect(await ask({ time_zone: '', day_starts_at: '5', minimum_minutes: '' })).toMatch(
      /Asia\/Jakarta; a day begins at 05:00.*5 min/s,
    );
    expect(await ask({ time_zone: 'Europe/Atlantis', day_starts_at: '7', minimum_minutes: '' })).toContain(
      'I do not know this time zone',
    );
    expect(await ask({ time_zone: '', day_starts_at: 'noon', minimum_minutes: '' })).toContain('0 to 23');
    expect(await ask({ time_zone: '', day_starts_at: '', minimum_minutes: '' })).toContain(
      'a day begins at 05:00',
    );
  });

  it('is for admins alone, at every press', async (stage) => {
    const { discord } = stage;
    const { admin, member, guildId, channelId } = stage.community();
    expect(textOf(await open(stage, member))).toContain('**Manage Server**');
    const home = await open(stage, admin);
    const feeds = await press(stage, admin, await open(stage, admin), 'settings/feeds');
    const voice = await press(stage, admin, await open(stage, admin), 'settings/voice');
    discord.addMember(guildId, admin.userId, { roles: [] });
    const presses: [StoredMessage, string, string[]?][] = [
      [home, 'settings/feeds'],
      [home, 'settings/voice'],
      [feeds, 'settings/home'],
      [feeds, 'settings/feeds/switch/off'],
      [feeds, 'settings/feeds/channel', [channelId]],
      [voice, 'settings/voice/switch/enabled/off'],
      [voice, 'settings/voice/ignore/members', [member.userId]],
      [voice, 'settings/voice/clock'],
    ];
    for (const [message, customId, values] of presses)
      expect(textOf(await press(stage, admin, message, customId, values))).toContain('**Manage Server**');
    discord.addMember(guildId, admin.userId, { permissions: 32n });
    expect(textOf(await open(stage, admin))).toMatch(/\*\*State:\*\* on.*\*\*Recording:\*\* on/s);
  });
});

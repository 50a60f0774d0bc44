import { ChannelType, OverwriteType, PermissionFlagsBits } from 'discord.js';

import { buttonsOf, type Reply, selectsOf, type StoredMessage, textOf } from '../../../sandbox/discord';
import { STATISTICS } from '../../../src/voice/statistics/statistic';
import type { Person } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import { pressed } from '../support/press';
import type { Stage } from '../support/stage';
import { VoiceCommands } from '../support/voice-commands';
import { HOUR, startWithHistory } from './voice-history';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const TOTAL_OF_YEAR = '2 h 00 min';
const VIEW_CHANNEL = PermissionFlagsBits.ViewChannel;

/** The menu that changes a part of what is shown. */
function menuOf(message: StoredMessage, part: 'statistic' | 'range' | 'year'): string {
  const menu = selectsOf(message).find(({ custom_id: id }) => id?.startsWith(`vc/stats/${part}/`));
  if (menu?.custom_id === undefined) throw new Error(`There is no menu for the ${part}`);
  return menu.custom_id;
}

function chosenIn(message: StoredMessage, part: 'statistic' | 'range' | 'year'): string[] {
  const menu = selectsOf(message).find(({ custom_id: id }) => id === menuOf(message, part));
  return (menu?.options ?? []).flatMap(({ value, ...option }) => (option.default === true ? [value] : []));
}

function shown({ message }: Reply): StoredMessage {
  if (!message) throw new Error('There is no message');
  return message;
}

/** The one picture of a message. */
function pictureOf(message: StoredMessage): { data: Buffer; alt: string } {
  const [picture, ...others] = message.attachments;
  if (!picture || others.length > 0) throw new Error(`${message.attachments.length} pictures`);
  return { data: picture.data, alt: picture.description ?? '' };
}

describe('/vc stats', () => {
  const it = onStage({ started: false });
  /** The last whole one. */
  const year = new Date().getUTCFullYear() - 1;
  const range = { from: `${year}-01-01`, to: `${year}-12-31` };

  let scene: ReturnType<typeof prepare> | null = null;

  /** Two hours in the year (of which one in a private channel) and one in the year before; another's three hours. */
  async function prepare(stage: Stage): Promise<{ guildId: string; admin: Person; member: Person }> {
    const { guildId, admin, member } = stage.community();
    const type = ChannelType.GuildVoice;
    const lounge = stage.discord.createChannel(guildId, { name: 'lounge', type }).id;
    const overwrites = [
      { id: guildId, type: OverwriteType.Role, allow: 0n, deny: VIEW_CHANNEL },
      { id: admin.userId, type: OverwriteType.Member, allow: VIEW_CHANNEL, deny: 0n },
    ];
    const options = { name: 'secret-room', type, permissionOverwrites: overwrites };
    const secret = stage.discord.createChannel(guildId, options).id;
    const summer = Date.UTC(year, 5, 20, 12);
    await startWithHistory(stage, [
      { guildId, userId: member.userId, channelId: lounge, joined: Date.UTC(year - 1, 5, 5, 12) },
      { guildId, userId: member.userId, channelId: lounge, joined: summer },
      { guildId, userId: member.userId, channelId: secret, joined: summer + HOUR },
      ...[0, 1, 2].map((index) => {
        return { guildId, userId: admin.userId, channelId: secret, joined: summer + index * HOUR };
      }),
    ]);
    return { guildId, admin, member };
  }

  it('shows every statistic with a picture that says the same as the text, chosen or typed', async (stage) => {
    const { member } = await (scene ??= prepare(stage));
    const vc = new VoiceCommands(stage.discord, member);
    let message = shown(await vc.use('stats', range));

    for (const statistic of Object.keys(STATISTICS)) {
      const { userId } = member;
      const customId = menuOf(message, 'statistic');
      message = await pressed(stage, { userId, message, customId, values: [statistic] });
      expect(chosenIn(message, 'statistic')).toEqual([statistic]);
      expect(textOf(message)).toContain(`**Total:** ${TOTAL_OF_YEAR} (#2 of 2)`);
      expect(textOf(message)).toContain('Times in UTC');
      const { data, alt } = pictureOf(message);
      expect(data.subarray(0, 8)).toEqual(PNG);
      expect(alt).toContain(`${TOTAL_OF_YEAR} in all`);
      expect(alt).not.toContain('secret-room');

      const typed = shown(await vc.use('stats', { ...range, statistic }));
      expect(textOf(typed)).toEqual(textOf(message));
      expect(pictureOf(typed).data.equals(data)).toBe(true);
    }
  });

  it('names channels in a picture that who asked may see, and no others', async (stage) => {
    const { admin, member } = await (scene ??= prepare(stage));
    const use = { ...range, statistic: 'channels', server: true };
    const own = shown(await new VoiceCommands(stage.discord, member).use('stats', use));
    expect(pictureOf(own).alt).toMatch(/a private channel: 4 h 00 min, lounge: 1 h 00 min/);
    const admins = shown(await new VoiceCommands(stage.discord, admin).use('stats', use));
    expect(pictureOf(admins).alt).toMatch(/secret-room: 4 h 00 min, lounge: 1 h 00 min/);
  });

  it('is of the server, of another member, of other ranges and years, also after a restart', async (stage) => {
    const { admin, member } = await (scene ??= prepare(stage));
    const { userId } = member;
    const vc = new VoiceCommands(stage.discord, member);
    const press = async (message: StoredMessage, part: 'statistic' | 'range' | 'year', value: string) => {
      const customId = menuOf(message, part);
      return pressed(stage, { userId, message, customId, values: [value] });
    };

    const server = shown(await vc.use('stats', { ...range, server: true }));
    expect(textOf(server)).toContain('**Total:** 5 h 00 min\n**Active members:** 2');
    expect(textOf(server)).toContain('**Average per active member:** 2 h 30 min');
    expect(pictureOf(server).alt).toContain('5 h 00 min in all');
    const mine = buttonsOf(server).find(({ label }) => label === 'My own time');
    const ownTime = await pressed(stage, { userId, message: server, customId: mine?.customId ?? '' });
    expect(textOf(ownTime)).toContain(`**Total:** ${TOTAL_OF_YEAR} (#2 of 2)`);
    expect(buttonsOf(ownTime).map(({ label }) => label)).toEqual(['This server']);
    const other = shown(await vc.use('stats', { ...range, member: admin.userId }));
    expect(textOf(other)).toContain(`<@${admin.userId}>`);
    expect(textOf(other)).toContain('**Total:** 3 h 00 min (#1 of 2)');
    const typed = await vc.text('stats', { statistic: 'year', from: `${year - 1}-03-01` });
    expect(typed).toContain(`### ${year - 1} of <@${userId}>`);

    await stage.restart();
    const all = await press(other, 'range', 'all');
    expect(textOf(all)).toContain(`### All time of <@${admin.userId}>`);
    const own = await press(shown(await vc.use('stats', { statistic: 'months' })), 'range', 'all');
    expect(textOf(own)).toContain('**Total:** 3 h 00 min');
    const glance = await press(own, 'statistic', 'year');
    expect(chosenIn(glance, 'year')).toEqual([String(year)]);
    expect(textOf(glance)).toContain(`**Total:** ${TOTAL_OF_YEAR}`);
    const before = await press(glance, 'year', String(year - 1));
    expect(textOf(before)).toContain(`### ${year - 1} of <@${userId}>`);
    expect(textOf(before)).toContain('**Total:** 1 h 00 min');
    expect(pictureOf(before).alt).toContain('June: 1 h 00 min');
    expect(textOf(await press(before, 'statistic', 'overview'))).toContain('### All time of');
  });

  it('helps where there is nothing, and lets nobody but who opened it use its menus', async (stage) => {
    const { guildId, admin, member } = await (scene ??= prepare(stage));
    const { userId: newcomer } = stage.discord.addMember(guildId, stage.discord.createUser().id);
    const own = new VoiceCommands(stage.discord, { userId: newcomer, guildId });
    const empty = shown(await own.use('stats'));
    expect(textOf(empty)).toContain('You have no voice time in this range yet. Join a voice channel');
    expect(empty.attachments).toEqual([]);

    const message = shown(await new VoiceCommands(stage.discord, member).use('stats'));
    const customId = menuOf(message, 'statistic');
    const reply = await stage.discord.press({ userId: admin.userId, message, customId, values: ['week'] });
    expect(reply.ephemeral).toBe(true);
    expect(textOf(shown(reply))).toContain(`<@${member.userId}> has opened this`);
    expect(chosenIn(stage.discord.message(message.id) ?? message, 'statistic')).toEqual(['overview']);
  });

  it('answers menus that were made up politely', async (stage) => {
    const { member } = await (scene ??= prepare(stage));
    const { userId } = member;
    const stranger = '1180000000000009999';
    const forged = [
      [`vc/stats/range/days/month/-/${userId}`, '2026-02-31..2026-03-01', 'do not know this choice'],
      [`vc/stats/statistic/days/for-ever/-/${userId}`, 'days', 'do not know this choice'],
      [`vc/stats/year/year/month/-/${userId}`, '20260', 'do not know this choice'],
      [`vc/stats/statistic/days/month/-/nobody`, 'days', 'do not know this choice'],
      [`vc/stats/who/days/month/-/${userId}`, '__proto__', 'do not know this choice'],
      [`vc/stats/range/days/month/-/${stranger}`, 'all', `<@${stranger}> has no voice time`],
      [`vc/stats/year/year/month/-/${userId}`, '2099', 'no voice time in this range'],
    ] as const;
    const vc = new VoiceCommands(stage.discord, member);
    for (const [customId, value, answer] of forged) {
      const message = shown(await vc.use('stats', range));
      const menu = selectsOf(message)[0] as { custom_id?: string; options?: unknown };
      Object.assign(menu, { custom_id: customId, options: [{ label: value, value }] });
      const reply = await stage.discord.press({ userId, message, customId, values: [value] });
      const said = (): string =>
        [reply.message, stage.discord.message(message.id), ...reply.followUps]
          .map((each) => (each ? textOf(each) : ''))
          .join('\n');
      await stage.until(() => said().includes(answer));
    }
    expect(stage.log).not.toMatch(/ERROR.*Interactions/);
  });
});

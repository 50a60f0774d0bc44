import Database from 'better-sqlite3';
import { ChannelType } from 'discord.js';

import { buttonsOf, type Reply, type StoredMessage, textOf } from '../../../sandbox/discord';
import { rowsWith } from '../../integration/privacy/stored-lives';
import type { Person } from '../support/feed-commands';
import { textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import { pressed } from '../support/press';
import type { Stage } from '../support/stage';
import { VoiceCommands } from '../support/voice-commands';
import { HOUR, LOBBY, startWithHistory } from '../voice/voice-history';

const START = Date.now() - 40 * 24 * HOUR;

function stored(stage: Stage, id: string): string[] {
  const file = new Database(stage.databasePath, { readonly: true });
  try {
    return rowsWith(file, id);
  } finally {
    file.close();
  }
}

function shown({ message }: Reply): StoredMessage {
  if (!message) throw new Error('There is no message');
  return message;
}

function panelOf(stage: Stage, person: Person): Promise<StoredMessage> {
  return stage.discord.command({ ...person, name: 'privacy', timeoutMs: 25_000 }).then(shown);
}

function idOf(message: StoredMessage, label: string): string {
  const found = buttonsOf(message).find((button) => button.label === label);
  if (found?.customId == null) throw new Error(`There is no button ${label}`);
  return found.customId;
}

function pressOn(
  stage: Stage,
  person: Person,
  message: StoredMessage,
  label: string,
): Promise<StoredMessage> {
  return pressed(stage, {
    userId: person.userId,
    message,
    customId: idOf(message, label),
    timeoutMs: 25_000,
  });
}

async function kill(stage: Stage): Promise<void> {
  await stage.bot.kill();
  await stage.until(() => stage.discord.gateway.sessions === 0);
}

describe('/privacy', () => {
  const it = onStage({ started: false, alone: true });

  /** The member and the admin were together for three hours, long ago. */
  async function prepare(
    stage: Stage,
    staysEach = 3,
  ): Promise<{ guildId: string; member: Person; admin: Person }> {
    const { guildId, admin, member } = stage.community();
    const stays = [member, admin].flatMap(({ userId }, who) =>
      Array.from({ length: staysEach }, (_, n) => {
        return { guildId, userId, channelId: LOBBY, joined: START + n * HOUR + who * 60_000 };
      }),
    );
    await startWithHistory(stage, stays);
    return { guildId, member, admin };
  }

  it('shows, hides and exports what is stored, to the one alone whose it is', async (stage) => {
    const { member, admin, guildId } = await prepare(stage);
    let panel = await panelOf(stage, member);
    expect(textOf(panel)).toMatch(/\*\*3 stays\*\*.*3 h 00 min in all/);
    const [board, member3] = [new VoiceCommands(stage.discord, admin), `<@${member.userId}>`];
    const range = { time_range: 'all' };
    expect(await board.text('leaderboard', range)).toContain(member3);

    panel = await pressOn(stage, member, panel, 'Hide me');
    expect(textOf(panel)).toContain('**Hidden**');
    const hidden = await board.text('leaderboard', range);
    expect(hidden).not.toContain(member.userId);
    expect(hidden).toContain('6 h 00 min in all');
    expect(await board.text('stats', { ...range, server: true })).toContain(
      '**Active members:** 2 · **Average per active member:** 3 h 00 min',
    );
    expect(await board.text('leaderboard', { ...range, together_with: admin.userId })).not.toContain(
      member.userId,
    );
    for (const [command, options] of [
      ['leaderboard', { together_with: member.userId }],
      ['stats', { member: member.userId }],
      ['why', { member: member.userId }],
    ] as const) {
      expect(await board.text(command, options)).toContain('does not show their voice time');
    }
    const own = await new VoiceCommands(stage.discord, member).use('stats', range);
    expect(own.ephemeral).toBe(true);
    expect(textIn(own)).toContain('3 h 00 min');

    const customId = idOf(panel, 'Export');
    const reply = await stage.discord.press({
      userId: member.userId,
      message: panel,
      customId,
      timeoutMs: 25_000,
    });
    expect(reply.ephemeral).toBe(true);
    const [file] = shown(reply).attachments;
    const data = JSON.parse(String(file?.data)) as Record<string, object[]>;
    expect(data['voice stays']).toHaveLength(3);
    expect(data['voice stays']?.[0]).toMatchObject({
      ...{ 'server id': guildId, 'channel id': LOBBY },
      'joined at': new Date(START).toISOString(),
    });
    expect(String(file?.data)).not.toContain(admin.userId);

    await pressOn(stage, member, panel, 'Show me again');
    expect(await board.text('leaderboard', range)).toContain(member3);
    const stranger = { userId: stage.discord.createUser().id };
    expect(textOf(await panelOf(stage, stranger))).toContain('Nothing is stored about you everywhere');
  });

  it('deletes what is stored, also when the bot is killed in between, and others keep theirs', async (stage) => {
    const { member, admin } = await prepare(stage, 600);
    await stage.until(async () =>
      (await new VoiceCommands(stage.discord, admin).text('leaderboard', { time_range: 'all' })).includes(
        '2 members',
      ),
    );
    const before = stored(stage, member.userId).length;
    const confirm = await pressOn(stage, member, await panelOf(stage, member), 'Delete …');
    expect(textOf(confirm)).toMatch(/Backups have it .* after about 7 days/);
    const customId = idOf(confirm, 'Delete');
    void stage.discord
      .press({ userId: member.userId, message: confirm, customId, timeoutMs: 25_000 })
      .catch(() => null);
    await stage.until(() => stored(stage, member.userId).length < before);
    await kill(stage);
    const left = stored(stage, member.userId);
    expect(left.some((row) => row.startsWith('privacy_deletions'))).toBe(true);
    expect(left.some((row) => row.startsWith('voice_sessions'))).toBe(true);

    await stage.start();
    await stage.until(() => stored(stage, member.userId).length === 0);
    const board = new VoiceCommands(stage.discord, admin);
    const text = await board.text('leaderboard', { time_range: 'all' });
    expect(text).toContain('1 member, 600 h 00 min in all');
    const sessions = stored(stage, admin.userId).filter((row) => row.startsWith('voice_sessions'));
    expect(sessions).toHaveLength(600);
  });

  it('ends the recording at the moment it is chosen; nobody is alone with who is not recorded', async (stage) => {
    const { guildId, member, admin } = await prepare(stage, 0);
    const lounge = stage.discord.createChannel(guildId, { name: 'lounge', type: ChannelType.GuildVoice }).id;
    const go = (person: Person, channelId: string | null): void => {
      stage.discord.setVoiceState(guildId, person.userId, { channelId });
    };
    const file = new Database(stage.databasePath);
    const ofMember = (): unknown[] =>
      file.prepare('SELECT * FROM voice_sessions WHERE user_id = ? AND is_active = 1').all(member.userId);
    go(member, lounge);
    await stage.until(() => ofMember().length === 1);
    await pressOn(stage, member, await panelOf(stage, member), 'Stop recording me');
    await stage.until(() => ofMember().length === 0);
    go(admin, lounge);
    const states = file
      .prepare('SELECT state FROM voice_segments JOIN voice_sessions ON id = session_id WHERE user_id = ?')
      .pluck();
    await stage.until(() => states.all(admin.userId).length > 0);
    expect(states.all(admin.userId)).toEqual([0]);
    await kill(stage);
    await stage.start();
    const panel = await panelOf(stage, member);
    expect(textOf(panel)).toContain('**Not recorded**');
    expect(ofMember()).toEqual([]);
    await pressOn(stage, member, panel, 'Record me again');
    await stage.until(() => ofMember().length === 1);
    file.close();
  });

  it('keeps all of a server through an outage, and deletes what is left of one long after the bot left', async (stage) => {
    const { guildId } = await prepare(stage);
    const file = new Database(stage.databasePath);
    const left = (): unknown[] => file.prepare('SELECT guild_id FROM left_guilds').pluck().all();
    stage.discord.setUnavailable(guildId, true);
    await stage.restart();
    expect(left()).toEqual([]);
    stage.discord.setUnavailable(guildId, false);
    stage.discord.removeBot(guildId);
    await stage.until(() => left().length === 1);
    expect(stored(stage, guildId).length).toBeGreaterThan(6);
    file.prepare('UPDATE left_guilds SET left_at = left_at - ?').run(31 * 24 * HOUR);
    await stage.restart();
    await stage.until(() => stored(stage, guildId).length === 0);
    file.close();
  });
});

import {
  AttachmentBuilder,
  ChannelType,
  DiscordAPIError,
  MessageFlags,
  PermissionFlagsBits,
  TextChannel,
} from 'discord.js';
import { ChannelRecord, GuildRecord, SandboxDiscord, UserRecord } from '../../sandbox/discord';
import { connectBot, ConnectedBot } from './sandbox-discord';

describe('messages in the sandbox Discord', () => {
  let now = Date.now();
  let bot: ConnectedBot;
  let discord: SandboxDiscord;
  let guild: GuildRecord;
  let ann: UserRecord;
  let record: ChannelRecord;
  let channel: TextChannel;

  beforeAll(async () => {
    bot = await connectBot(
      (sandbox) => {
        ann = sandbox.createUser({ username: 'ann' });
        guild = sandbox.createGuild({ members: [ann] });
      },
      { now: () => now, rateLimits: false },
    );
    discord = bot.discord;
  });

  beforeEach(async () => {
    record = discord.createChannel(guild.id, { name: 'releases' });
    await discord.until(() => bot.client.channels.cache.has(record.id));
    channel = bot.client.channels.cache.get(record.id) as TextChannel;
  });

  afterAll(() => bot.close());

  const code = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'accepted',
      (error: unknown) => (error instanceof DiscordAPIError ? error.code : error),
    );

  it('sends, edits, fetches and deletes', async () => {
    const message = await channel.send('one');
    expect(discord.messages(record.id)).toMatchObject([{ id: message.id, content: 'one', editedAt: null }]);
    await message.edit('two');
    expect((await channel.messages.fetch({ message: message.id, force: true })).content).toBe('two');
    expect(discord.message(message.id)?.editedAt).toEqual(new Date(now));
    await message.delete();
    expect(discord.messages(record.id)).toEqual([]);
    expect(await code(message.edit('three'))).toBe(10008);
  });

  it('pages through a channel, newest first', async () => {
    for (const content of ['a', 'b', 'c']) await channel.send(content);
    const newest = await channel.messages.fetch({ limit: 2 });
    expect(newest.map(({ content }) => content)).toEqual(['c', 'b']);
    const older = await channel.messages.fetch({ before: newest.last()?.id ?? '' });
    expect(older.map(({ content }) => content)).toEqual(['a']);
  });

  it('stores uploaded files and serves them', async () => {
    const file = new AttachmentBuilder(Buffer.from('picture'), { name: 'chart.png', description: 'A chart' });
    const { attachments } = await channel.send({ content: 'See', files: [file] });
    const [stored] = discord.messages(record.id)[0]?.attachments ?? [];
    expect(stored).toMatchObject({ filename: 'chart.png', description: 'A chart', size: 7 });
    const served = await fetch(attachments.first()?.url ?? '');
    expect(await served.text()).toBe('picture');
  });

  it('returns the first message for a nonce that is enforced, until the window is over', async () => {
    const send = () => channel.send({ content: 'once', nonce: '123', enforceNonce: true });
    const first = await send();
    expect((await send()).id).toBe(first.id);
    now += 5 * 60_000;
    expect((await send()).id).not.toBe(first.id);
    expect(discord.messages(record.id)).toHaveLength(2);
  });

  it('notifies only whom allowed_mentions lets it', async () => {
    await channel.send({ content: `<@${ann.id}> @everyone`, allowedMentions: { parse: [] } });
    await channel.send(`<@${ann.id}> @everyone`);
    expect(discord.messages(record.id).map(({ mentions }) => mentions)).toEqual([
      { users: [], roles: [], everyone: false },
      { users: [ann.id], roles: [], everyone: true },
    ]);
  });

  it('opens a direct message, and refuses it where the person does', async () => {
    expect(discord.directMessages(ann.id)).toEqual([]);
    await bot.client.users.send(ann.id, 'hello');
    expect(discord.directMessages(ann.id).map(({ content }) => content)).toEqual(['hello']);
    const shy = discord.createUser({ acceptsDms: false });
    expect(await code(bot.client.users.send(shy.id, 'hello'))).toBe(50007);
    expect(await code(bot.client.users.send('1234567890123456789', 'hello'))).toBe(10013);
  });

  it('refuses without the permission that is missing', async () => {
    const deny = (deny: bigint) => {
      discord.setOverwrite(record.id, { id: guild.id, type: 0, deny });
    };
    deny(PermissionFlagsBits.AttachFiles);
    expect(
      await code(channel.send({ files: [new AttachmentBuilder(Buffer.from('x'), { name: 'x' })] })),
    ).toBe(50013);
    expect(await code(channel.send('x'))).toBe('accepted');
    deny(PermissionFlagsBits.SendMessages);
    expect(await code(channel.send('x'))).toBe(50013);
    deny(PermissionFlagsBits.ViewChannel);
    expect(await code(channel.send('x'))).toBe(50001);
    const allow = PermissionFlagsBits.ViewChannel;
    discord.setOverwrite(record.id, { id: discord.botUser.id, type: 1, allow });
    expect(await code(channel.send('x'))).toBe('accepted');
  });

  it('refuses places that are gone or never were', async () => {
    discord.deleteChannel(record.id);
    expect(await code(channel.send('x'))).toBe(10003);
    expect(await code(bot.client.guilds.fetch('1234567890123456789'))).toBe(10004);
    const other = discord.createGuild();
    const [general] = [...other.channels.keys()];
    discord.removeBot(other.id);
    expect(await code(bot.client.channels.fetch(general ?? '', { force: true }))).toBe(50001);
  });

  it.each<[string, Parameters<TextChannel['send']>[0], number]>([
    ['an empty message', { content: ' ' }, 50006],
    ['2,001 characters', 'x'.repeat(2_001), 50035],
    ['a nonce of 26 characters', { content: 'x', nonce: '1'.repeat(26) }, 50035],
    ['a V2 message with content', { content: 'x', flags: MessageFlags.IsComponentsV2 }, 50035],
    ['a V2 message without components', { flags: MessageFlags.IsComponentsV2 }, 50006],
    ['an attachment that was not uploaded', { embeds: [{ image: { url: 'attachment://a.png' } }] }, 50035],
    [
      'an unknown message to reply to',
      { content: 'x', reply: { messageReference: '12345678901234567' } },
      10008,
    ],
  ])('refuses %s', async (_, message, expected) => {
    expect(await code(channel.send(message))).toBe(expected);
    expect(discord.messages(record.id)).toEqual([]);
  });

  it('fetches people, members, channels and the guild', async () => {
    expect((await bot.client.users.fetch(ann.id, { force: true })).username).toBe('ann');
    const home = await bot.client.guilds.fetch({ guild: guild.id, force: true });
    expect((await home.members.fetch({ user: ann.id, force: true })).id).toBe(ann.id);
    expect((await home.channels.fetch()).map((found) => found?.type)).toContain(ChannelType.GuildVoice);
    const stranger = discord.createUser();
    expect(await code(home.members.fetch({ user: stranger.id, force: true }))).toBe(10007);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { ChannelType, Events, GatewayIntentBits } from 'discord.js';
import { GuildRecord, SandboxDiscord, UserRecord } from '../../sandbox/discord';
import { clientFor, connectBot, ConnectedBot } from './sandbox-discord';

describe('the sandbox Discord’s gateway', () => {
  let bot: ConnectedBot;
  let guild: GuildRecord;
  let ann: UserRecord;

  beforeEach(async () => {
    bot = await connectBot((discord) => {
      ann = discord.createUser({ username: 'ann' });
      guild = discord.createGuild({ name: 'Home', members: [ann] });
    });
  });

  afterEach(() => bot.close());

  const seen = (event: keyof typeof Events) => {
    const calls: unknown[][] = [];
    bot.client.on(Events[event] as string, (...call: unknown[]) => calls.push(call));
    return calls;
  };

  it('logs a client in with its guilds, channels and own membership', () => {
    const home = bot.client.guilds.cache.get(guild.id);
    expect(home?.available).toBe(true);
    expect(home?.channels.cache.map((channel) => channel.name)).toEqual(['general', 'voice']);
    expect(home?.members.me?.id).toBe(bot.discord.botUser.id);
    expect(bot.client.user.id).toBe(bot.discord.applicationId);
    expect(bot.discord.gateway.sessions).toBe(1);
  });

  it('tells of guilds, channels and members that come and go', async () => {
    const [joined, left, created, deleted, members] = [
      seen('GuildCreate'),
      seen('GuildDelete'),
      seen('ChannelCreate'),
      seen('ChannelDelete'),
      seen('GuildMemberAdd'),
    ];
    const other = bot.discord.createGuild({ name: 'Other' });
    const channel = bot.discord.createChannel(guild.id, { name: 'releases' });
    bot.discord.deleteChannel(channel.id);
    bot.discord.addMember(guild.id, bot.discord.createUser({ username: 'bob' }).id);
    bot.discord.removeBot(other.id);
    await bot.discord.until(() =>
      [joined, left, created, deleted, members].every(({ length }) => length === 1),
    );
    expect(bot.client.guilds.cache.has(other.id)).toBe(false);
  });

  it('reports voice, and lists who is in voice when a client connects', async () => {
    const voice = [...guild.channels.values()].find(({ type }) => type === ChannelType.GuildVoice);
    const states = seen('VoiceStateUpdate');
    bot.discord.setVoiceState(guild.id, ann.id, { channelId: voice?.id ?? '', selfMute: true });
    await bot.discord.until(() => states.length === 1);
    const state = bot.client.guilds.cache.get(guild.id)?.voiceStates.cache.get(ann.id);
    expect(state).toMatchObject({ channelId: voice?.id, selfMute: true });

    const second = clientFor(bot.discord);
    const isReady = new Promise((resolve) => second.once(Events.ClientReady, resolve));
    await second.login(bot.discord.token);
    await isReady;
    expect(second.guilds.cache.get(guild.id)?.voiceStates.cache.get(ann.id)?.channelId).toBe(voice?.id);
    await second.destroy();
  });

  it('answers a request for all members', async () => {
    const members = await bot.client.guilds.cache.get(guild.id)?.members.fetch();
    expect(members?.size).toBe(guild.members.size);
  });

  it.each(['cut', 'reconnect'] as const)('replays what a client missed after %s', async (trouble) => {
    const [resumed, members] = [seen('ShardResume'), seen('GuildMemberAdd')];
    bot.discord.gateway[trouble]();
    bot.discord.addMember(guild.id, bot.discord.createUser({ username: 'missed' }).id);
    await bot.discord.until(() => resumed.length === 1 && members.length === 1);
    expect(bot.discord.gateway.sessions).toBe(1);
  });

  it('resumes on an invalid session that is resumable', async () => {
    const [resumed, members] = [seen('ShardResume'), seen('GuildMemberAdd')];
    bot.discord.gateway.invalidSession(true);
    bot.discord.addMember(guild.id, bot.discord.createUser({ username: 'missed' }).id);
    await bot.discord.until(() => resumed.length === 1 && members.length === 1);
  });

  it('makes a client identify again on an invalid session, without a second ClientReady', async () => {
    const [shardReady, ready] = [seen('ShardReady'), seen('ClientReady')];
    bot.discord.gateway.invalidSession(false);
    await bot.discord.until(() => shardReady.length === 1 && bot.discord.gateway.sessions === 1, 10_000);
    expect(ready).toEqual([]);
    const joined = seen('GuildMemberAdd');
    bot.discord.addMember(guild.id, bot.discord.createUser().id);
    await bot.discord.until(() => joined.length === 1);
  });

  it('shows a guild’s outage', async () => {
    const [gone, back] = [seen('GuildUnavailable'), seen('GuildAvailable')];
    bot.discord.setUnavailable(guild.id, true);
    bot.discord.setUnavailable(guild.id, false);
    await bot.discord.until(() => gone.length === 1 && back.length === 1);
  });

  it('ends a session for good with a close code that forbids to come back', async () => {
    bot.client.on(Events.ShardError, () => undefined);
    const closed = seen('ShardDisconnect');
    bot.discord.gateway.close(4014);
    await bot.discord.until(() => closed.length === 1);
    expect(bot.discord.gateway.sessions).toBe(0);
  });

  it('keeps clients out until it accepts them again', async () => {
    const shardReady = seen('ShardReady');
    bot.discord.gateway.accept(false);
    bot.discord.gateway.cut();
    // discord.js comes back after half a second.
    await sleep(1_000);
    expect(bot.discord.gateway.sessions).toBe(0);
    bot.discord.gateway.accept(true);
    await bot.discord.until(() => shardReady.length === 1);
    expect(bot.discord.gateway.sessions).toBe(1);
  });

  it('comes back after an outage with what happened meanwhile', async () => {
    const members = seen('GuildMemberAdd');
    bot.discord.faults.outage(true);
    await expect(bot.client.users.fetch(ann.id, { force: true })).rejects.toThrow();
    bot.discord.addMember(guild.id, bot.discord.createUser().id);
    bot.discord.faults.outage(false);
    await bot.discord.until(() => members.length === 1 && bot.discord.gateway.sessions === 1, 15_000);
  });
});

describe('a login that the sandbox Discord refuses', () => {
  let discord: SandboxDiscord;

  beforeEach(async () => {
    discord = await SandboxDiscord.start();
  });

  afterEach(() => discord.close());

  it('rejects a wrong token', async () => {
    const client = clientFor(discord);
    await expect(client.login('wrong')).rejects.toThrow('invalid token');
    await client.destroy();
  });

  it('rejects intents that are not granted', async () => {
    const refused = clientFor(discord);
    await expect(refused.login(discord.token)).rejects.toThrow('disallowed intents');
    await refused.destroy();
    discord.setPrivilegedIntents(GatewayIntentBits.GuildMembers);
    const client = clientFor(discord);
    await client.login(discord.token);
    await client.destroy();
  });

  it('rejects while the gateway answers with an HTTP status', async () => {
    discord.gateway.accept(false, 503);
    const client = clientFor(discord);
    await expect(client.login(discord.token)).rejects.toThrow('503');
    // The shard of discord.js goes on trying, even after destroy(); only a close code such as this one ends it.
    const ended = new Promise((resolve) => client.once(Events.ShardDisconnect, resolve));
    discord.gateway.refuseIdentify(4014);
    discord.gateway.accept(true);
    await ended;
  });
});

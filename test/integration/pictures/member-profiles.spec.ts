import { Events } from 'discord.js';

import { SandboxDiscord } from '../../../sandbox/discord';
import { type Snowflake, toSnowflake } from '../../../src/common';
import { AppConfig } from '../../../src/config';
import { clientOptions } from '../../../src/discord/client-options';
import { MemberIntent } from '../../../src/discord/member-intent';
import { MemberProfiles } from '../../../src/discord/pictures/member-profiles.service';
import { SettableClock } from '../../support/settable-clock';
import { clientFor } from '../sandbox-discord';

const FIVE_MINUTES = 5 * 60_000;

describe('MemberProfiles', () => {
  const clock = new SettableClock();
  let discord: SandboxDiscord;
  let client: ReturnType<typeof clientFor>;
  let profiles: MemberProfiles;
  let guildId: Snowflake;

  /** What the bot itself is given: no privileged intent, no caches of members. */
  beforeEach(async () => {
    discord = await SandboxDiscord.start();
    guildId = toSnowflake(discord.createGuild().id);
    const { apiUrl, cdnUrl, token } = discord;
    const config = new AppConfig({
      ...{ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, DISCORD_CDN_URL: cdnUrl },
    });
    const { intents, rest, makeCache } = clientOptions(config, new MemberIntent(config));
    client = clientFor(discord, { intents, ...(rest && { rest }), ...(makeCache && { makeCache }) });
    const isReady = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(token);
    await isReady;
    profiles = new MemberProfiles(client, clock);
  });
  afterEach(async () => {
    await client.destroy();
    await discord.close();
  });

  const asked = (): number => discord.requests.filter(({ path }) => path.startsWith('/users/1')).length;

  it('knows nicknames, names, avatars, those who left and those who are gone from Discord', async () => {
    const nicked = discord.createUser({ username: 'a', globalName: 'Ann', avatar: Buffer.from('x') });
    const named = discord.createUser({ username: 'b', globalName: 'Bob' });
    const left = discord.createUser({ username: 'left_the_server' });
    discord.addMember(guildId, nicked.id, { nick: 'Captain Ann' });
    discord.addMember(guildId, named.id);
    const gone = '180000000000000001';
    const found = await profiles.of(guildId, [nicked.id, named.id, left.id, gone]);
    const avatarUrl = `${discord.cdnUrl}/avatars/${nicked.id}/${nicked.avatar?.hash ?? ''}.webp?size=128`;
    expect(found.get(nicked.id)).toEqual({ name: 'Captain Ann', avatarUrl });
    expect(found.get(named.id)).toEqual({ name: 'Bob', avatarUrl: null });
    expect(found.get(left.id)).toEqual({ name: 'left_the_server', avatarUrl: null });
    expect(found.get(gone)).toEqual({ name: 'Former member', avatarUrl: null });
  });

  it('asks again after some minutes only', async () => {
    const gone = '180000000000000001';
    await profiles.of(guildId, [gone]);
    clock.pass(FIVE_MINUTES - 1);
    await profiles.of(guildId, [gone]);
    expect(asked()).toBe(1);
    clock.pass(1);
    await profiles.of(guildId, [gone]);
    expect(asked()).toBe(2);
  });

  it('does without those who are late, and learns them for the next time', async () => {
    const left = discord.createUser({ username: 'left_the_server' });
    discord.faults.next({ route: '/users/{user_id}', delayMs: 3_000 });
    expect((await profiles.of(guildId, [left.id])).get(left.id).name).toBe(`Member ${left.id.slice(-4)}`);
    await discord.until(
      async () => (await profiles.of(guildId, [left.id])).get(left.id).name === 'left_the_server',
    );
  });

  it('does without a server and people that Discord says nothing of', async () => {
    discord.faults.next({ route: '/users/{user_id}', status: 500, times: 10 });
    const { id } = discord.createUser();
    const elsewhere = toSnowflake('180000000000000009');
    expect((await profiles.of(elsewhere, [id])).get(id)).toEqual({
      name: `Member ${id.slice(-4)}`,
      avatarUrl: null,
    });
  });
});

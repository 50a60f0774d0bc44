import { AttachmentBuilder, DiscordAPIError, HTTPError, RESTEvents, TextChannel } from 'discord.js';
import { SandboxDiscord } from '../../sandbox/discord';
import { connectBot, ConnectedBot } from './sandbox-discord';

describe('trouble ordered from the sandbox Discord', () => {
  let bot: ConnectedBot;
  let discord: SandboxDiscord;
  let channel: TextChannel;
  const route = '/channels/{channel_id}/messages';

  beforeEach(async () => {
    bot = await connectBot((sandbox) => {
      sandbox.createGuild();
    });
    discord = bot.discord;
    channel = bot.client.channels.cache.find((found) => found instanceof TextChannel) as TextChannel;
  });

  afterEach(() => bot.close());

  const contents = () => discord.messages(channel.id).map(({ content }) => content);
  const statuses = () =>
    discord.requests.filter((request) => request.route === route).map((request) => request.status);

  it('answers with a status before any work', async () => {
    discord.faults.next({ method: 'POST', route, status: 403 });
    await expect(channel.send('x')).rejects.toMatchObject({ status: 403, code: 50001 });
    expect(contents()).toEqual([]);
    await channel.send('y');
    expect(contents()).toEqual(['y']);
  });

  it('loses an answer after the work; the same nonce then finds the message', async () => {
    discord.faults.next({ route: /messages$/, when: 'after', drop: true });
    const send = () => channel.send({ content: 'once', nonce: '7', enforceNonce: true });
    const lost = await send().catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(Error);
    expect(lost).not.toBeInstanceOf(DiscordAPIError);
    const message = await send();
    expect(discord.messages(channel.id).map(({ id }) => id)).toEqual([message.id]);
    expect(statuses()).toEqual([null, 200]);
  });

  it('does the work and answers with a server error, which discord.js repeats', async () => {
    discord.faults.next({ route, when: 'after', status: 502 });
    await channel.send('twice');
    expect(contents()).toEqual(['twice', 'twice']);
    discord.faults.next({ route, status: 500, times: 4 });
    await expect(channel.send('never')).rejects.toBeInstanceOf(HTTPError);
  });

  it('drops a connection without any work', async () => {
    discord.faults.next({ route, drop: true });
    await expect(channel.send('x')).rejects.toThrow();
    expect(contents()).toEqual([]);
  });

  it('delays an answer', async () => {
    discord.faults.next({ route, delayMs: 150 });
    const startedAt = Date.now();
    await channel.send('slow');
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(145);
  });

  it('sends a file again after a server error', async () => {
    discord.faults.next({ route, status: 503 });
    await channel.send({ files: [new AttachmentBuilder(Buffer.from('data'), { name: 'a.txt' })] });
    expect(discord.messages(channel.id)[0]?.attachments[0]?.data.toString()).toBe('data');
  });

  it('limits the messages of a channel, which discord.js waits out from the headers', async () => {
    discord.rateLimits.set(`POST ${route}`, { limit: 2, windowMs: 400 });
    const limited: unknown[] = [];
    bot.client.rest.on(RESTEvents.RateLimited, (info) => limited.push(info.limit));
    const startedAt = Date.now();
    await Promise.all(['a', 'b', 'c'].map((content) => channel.send(content)));
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(350);
    expect(contents()).toEqual(['a', 'b', 'c']);
    expect(limited).toEqual([2]);
    expect(statuses()).toEqual([200, 200, 200]);
  });

  it('refuses a client that does not wait, with a 429 that says how long', async () => {
    discord.rateLimits.set(`POST ${route}`, { limit: 1, windowMs: 1_000 });
    const post = () =>
      fetch(`${discord.apiUrl}/v10/channels/${channel.id}/messages`, {
        method: 'POST',
        headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ content: 'x' }),
      });
    await post();
    const refused = await post();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user');
    const { retry_after, global } = (await refused.json()) as { retry_after: number; global: boolean };
    expect(retry_after).toBeGreaterThan(0.5);
    expect(Number(refused.headers.get('retry-after'))).toBeCloseTo(retry_after, 1);
    expect(global).toBe(false);
  });

  it('limits everything together', async () => {
    discord.rateLimits.global = { limit: 1, windowMs: 1_000 };
    const get = () =>
      fetch(`${discord.apiUrl}/users/@me`, { headers: { authorization: `Bot ${discord.token}` } });
    const answers = [await get(), await get()];
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('x-ratelimit-global')).toBe('true');
    expect(await refused?.json()).toMatchObject({ global: true });
  });

  it('refuses a wrong token, which makes discord.js forget it', async () => {
    discord.faults.next({ status: 401 });
    await expect(channel.send('x')).rejects.toMatchObject({ status: 401 });
    await expect(channel.send('y')).rejects.toThrow('token');
    bot.client.rest.setToken(discord.token);
    await channel.send('z');
    expect(contents()).toEqual(['z']);
  });
});

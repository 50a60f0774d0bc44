import { toSnowflake } from '../../../src/common';
import { AppConfig } from '../../../src/config';
import { DiscordMessageSender } from '../../../src/delivery/discord/discord-message.sender';
import { SendingPace } from '../../../src/delivery/sending-pace';
import { Metrics } from '../../../src/monitoring';
import { type ConnectedBot, connectBot } from '../sandbox-discord';

describe('DiscordMessageSender', () => {
  let bot: ConnectedBot;
  let sender: DiscordMessageSender;
  const channelId = toSnowflake('100000000000000001');

  beforeAll(async () => {
    bot = await connectBot();
    const config = new AppConfig({ DISCORD_TOKEN: bot.discord.token });
    sender = new DiscordMessageSender(bot.client, config, new SendingPace(Infinity), new Metrics());
  });
  afterAll(() => bot.close());

  const send = (): ReturnType<DiscordMessageSender['send']> =>
    sender.send(
      { type: 'channel', channelId },
      { components: [], flags: 0 },
      'nonce',
      AbortSignal.timeout(5_000),
    );

  it.each([
    [400, 'text/html', '<html>400 Bad Request</html>'],
    [403, 'text/plain', 'error code: 1020'],
    [403, 'application/json', { error: 'blocked by policy' }],
    [404, 'text/html', '<html>Not here</html>'],
  ])('tells %i of something between it and Discord from an answer of Discord', async (status, type, body) => {
    const route = `/channels/${channelId}/messages`;
    bot.discord.faults.next({ route, status, body, headers: { 'content-type': type } });
    expect(await send()).toMatchObject({ type: 'rejected', status, code: null });
    bot.discord.faults.next({ route, status, body: { message: 'no', code: 50001 } });
    expect(await send()).toMatchObject({ type: 'rejected', status, code: 50001 });
  });
});

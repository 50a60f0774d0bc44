import { SandboxDiscord } from '../../../sandbox/discord';
import { onStage } from '../support/on-stage';

describe('Logging in', () => {
  const it = onStage({ started: false });

  it('waits for a Discord that is away, broken, or lets nobody onto its gateway', async (stage) => {
    const { discord } = stage;
    const gatewayRequests = () => discord.requests.filter(({ path }) => path === '/gateway/bot');
    discord.faults.outage(true);
    const bot = stage.launch();
    await stage.until(() => gatewayRequests().length >= 2);
    expect(bot.log).toContain('Discord cannot be reached');

    discord.faults.next({ route: '/gateway/bot', status: 500, times: 4 });
    discord.gateway.accept(false, 503);
    discord.faults.outage(false);
    await stage.until(() => gatewayRequests().some(({ status }) => status === 500));
    await stage.until(() => gatewayRequests().some(({ status }) => status === 200));
    expect(discord.gateway.sessions).toBe(0);
    discord.gateway.accept(true);
    await stage.loggedIn(bot);
    expect(await stage.as(stage.community().member).list('dm')).toContain('You follow nothing yet');
    await stage.stop();
  });

  it('waits for a Discord whose port nobody listens on', async (stage) => {
    const closed = await SandboxDiscord.start();
    const { apiUrl, token } = closed;
    await closed.close();
    const bot = stage.launch({ DISCORD_API_URL: apiUrl, DISCORD_TOKEN: token });
    await stage.until(() => bot.log.includes('Discord cannot be reached'));
    const opened = await SandboxDiscord.start({ port: Number(new URL(apiUrl).port), token });
    try {
      await stage.until(() => bot.log.includes('Logged in as'));
      expect(opened.gateway.sessions).toBe(1);
    } finally {
      await stage.stop();
      await opened.close();
    }
    expect(bot.log).not.toContain(token);
  });
});

describe('A refusal to log in', () => {
  const it = onStage({ started: false, alone: true, together: true });

  it.each<[string, number, RegExp]>([
    ['the token', 4004, /refused the token\..*DISCORD_TOKEN/],
    ['a privileged intent', 4014, /refused a privileged intent.*Privileged Gateway Intents/],
  ])('of %s by the gateway ends the bot with code 1 and the reason', async (stage, _what, code, reason) => {
    stage.discord.gateway.refuseIdentify(code);
    const bot = stage.launch();
    expect(await stage.exitCode()).toBe(1);
    expect(bot.log).toMatch(reason);
    expect(bot.log).not.toMatch(/^\s+at /m);
  });

  it('of the token by the REST API ends the bot with code 1 and says where the right one is found', async (stage) => {
    const token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.Wrong1.this-token-was-never-issued-to-anybody';
    const bot = stage.launch({ DISCORD_TOKEN: token });
    expect(await stage.exitCode()).toBe(1);
    expect(bot.log).toMatch(/refused the token\..*discord\.com\/developers.*DISCORD_TOKEN/);
    expect(bot.log).not.toContain('this-token-was-never-issued');
    expect(bot.log).not.toMatch(/^\s+at /m);
  });
});

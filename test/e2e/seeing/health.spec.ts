import { createServer } from 'node:http';
import { once } from 'node:events';

import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';
import { freePort, Monitored } from './monitored';

describe('Health over HTTP', () => {
  const it = onStage({ alone: true, started: false });

  async function monitored(stage: Stage): Promise<Monitored> {
    const port = await freePort();
    stage.launch({ HTTP_PORT: String(port) });
    return new Monitored(port);
  }

  it('says live while Discord is away, and ready with reasons: away, there, lost, back, and over at the end', async (stage) => {
    const { discord } = stage;
    discord.faults.outage(true);
    const bot = await monitored(stage);
    await stage.until(() => stage.bot.log.includes('Discord cannot be reached'));
    expect(await bot.health('live')).toEqual({ status: 200, body: { status: 'live' } });
    expect(await bot.health('ready')).toEqual({
      status: 503,
      body: { status: 'not ready', reasons: [{ check: 'gateway', reason: 'not logged in to Discord yet' }] },
    });
    expect(await bot.healthCheck('live')).toMatchObject({ code: 0 });
    expect(await bot.healthCheck('ready')).toMatchObject({
      code: 1,
      said: expect.stringContaining('not logged in to Discord yet') as string,
    });

    discord.faults.outage(false);
    await stage.until(() => bot.isReady());
    expect(await bot.health('ready')).toEqual({ status: 200, body: { status: 'ready' } });
    expect(await bot.healthCheck('ready')).toMatchObject({ code: 0 });

    discord.gateway.accept(false);
    discord.gateway.cut();
    await stage.until(async () => !(await bot.isReady()));
    expect(await bot.health('ready')).toMatchObject({
      status: 503,
      body: { reasons: [{ check: 'gateway', reason: expect.stringMatching(/shard 0 is \w+/) as string }] },
    });
    expect(await bot.health('live')).toMatchObject({ status: 200 });
    discord.gateway.accept(true);
    await stage.until(() => bot.isReady());

    await stage.stop();
    await expect(bot.health('live')).rejects.toThrow();
    expect(await bot.healthCheck('live')).toMatchObject({
      code: 1,
      said: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  it('tells while it shuts down that it does', async (stage) => {
    const harbour = stage.community();
    const bot = await monitored(stage);
    await stage.until(() => bot.isReady());
    await stage.until(() => stage.discord.commands().length > 0);
    stage.discord.faults.next({ route: '/channels/{channel_id}/messages', delayMs: 2_500 });
    const manga = stage.platforms.world.addManga();
    await harbour.follow(manga.url);
    stage.platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() =>
      stage.discord.requests.some(({ route }) => route === '/channels/{channel_id}/messages'),
    );
    process.kill(stage.bot.pid, 'SIGTERM');
    await stage.until(async () => !(await bot.isReady()));
    expect(await bot.health('ready')).toMatchObject({
      status: 503,
      body: { reasons: [{ check: 'stop', reason: 'shutting down' }] },
    });
    expect(await bot.health('live')).toMatchObject({ status: 200 });
    expect(await stage.exitCode()).toBe(0);
  });

  it('answers questions only, and says nothing else', async (stage) => {
    const bot = await monitored(stage);
    await stage.until(() => bot.isReady());
    const head = await bot.ask('/health/live', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const response = await bot.ask('/health/ready', { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
    const large = await bot
      .ask('/health/live', { method: 'POST', body: 'x'.repeat(5_000_000) })
      .catch(() => null);
    expect(large?.status ?? 405).toBe(405);
    for (const path of ['/', '/health', '/metrics/', '/..%2f..%2fetc%2fpasswd', '/health/live/x']) {
      const response = await bot.ask(path);
      expect([response.status, await response.text()]).toEqual([404, '{"status":"not found"}\n']);
    }
    expect((await bot.ask(`/health/live?${'x'.repeat(20_000)}`)).status).toBe(431);
    expect((await bot.ask('/health/live?probe=1')).status).toBe(200);
    expect(stage.log).not.toMatch(/ERROR/);
  });

  it('is nowhere without HTTP_PORT, which the health check says', async (stage) => {
    await stage.start();
    expect(stage.log).not.toContain('Health and metrics');
    expect(await new Monitored(0).healthCheck('live', {})).toEqual({
      code: 1,
      said: 'HTTP_PORT is not set, so there is nothing to ask\n',
    });
  });

  it('on a port that another has ends the bot with code 1 and a line that names the cure', async (stage) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    try {
      const { port } = other.address() as { port: number };
      const bot = stage.launch({ HTTP_PORT: String(port) });
      expect(await stage.exitCode()).toBe(1);
      expect(bot.log).toContain(`127.0.0.1 port ${port} (EADDRINUSE): change HTTP_HOST or HTTP_PORT`);
      expect(bot.log).not.toMatch(/^\s+at /m);
    } finally {
      other.close();
    }
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ChannelType } from 'discord.js';

import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';
import { documentedMetrics, type Exposed, readExposition } from './exposition';

import { dashboardExpressions, metricsIn } from './dashboard';
import { freePort, Monitored } from './monitored';

const DOCS = join(__dirname, '../../../docs');

describe('Metrics', () => {
  const it = onStage({ started: false });
  let bot: Monitored;

  async function begin(stage: Stage): Promise<void> {
    bot = new Monitored(await freePort());
    await stage.start({ HTTP_PORT: String(bot.port) });
  }

  async function scrape(): Promise<Exposed> {
    const response = await bot.ask('/metrics');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    return readExposition(await response.text());
  }

  it('tell of a subscription, its delivery, commands however they end, and a member in voice', async (stage) => {
    await begin(stage);
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga();
    await harbour.follow(manga.url);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => harbour.told().length > 0);
    await stage.as(harbour.member).list('server');
    expect(await stage.as(harbour.member).settings({ enabled: true })).not.toBe('');
    const { id: channelId } = discord.createChannel(harbour.guildId, { type: ChannelType.GuildVoice });
    discord.setVoiceState(harbour.guildId, harbour.member.userId, { channelId });

    let metrics = await scrape();
    await stage.until(async () => {
      metrics = await scrape();
      return metrics.value('pwrbot_voice_sessions_open') === 1;
    });
    expect(metrics.value('pwrbot_build_info', { node_version: process.version })).toBe(1);
    expect(metrics.value('pwrbot_gateway_shard_ready', { shard: '0' })).toBe(1);
    expect(metrics.value('pwrbot_guilds')).toBe(1);
    expect(metrics.value('pwrbot_delivery_seconds_count', { answer: 'accepted' })).toBe(1);
    expect(metrics.value('pwrbot_outbox_messages', { state: 'pending' })).toBe(0);
    expect(metrics.value('pwrbot_outbox_oldest_seconds')).toBe(0);
    const answered = { command: 'feed list', outcome: 'answered' };
    expect(metrics.value('pwrbot_interaction_seconds_count', answered)).toBe(1);
    expect(
      metrics.value('pwrbot_interaction_seconds_count', { command: 'feed settings', outcome: 'refused' }),
    ).toBe(1);
    expect(
      metrics.value('pwrbot_source_requests_total', { source: 'MangaDex', outcome: '2xx' }),
    ).toBeGreaterThan(0);
    expect(metrics.value('pwrbot_source_request_seconds_count', { source: 'MangaDex' })).toBeGreaterThan(0);
    expect(metrics.value('pwrbot_source_failures', { source: 'MangaDex' })).toBe(0);
    expect(metrics.value('pwrbot_source_last_read_age_seconds', { source: 'MangaDex' })).toBeLessThan(60);
    expect(metrics.value('pwrbot_database_writable')).toBe(1);
    for (const file of ['database', 'wal'])
      expect(metrics.value('pwrbot_database_bytes', { file })).toBeGreaterThan(4_000);
    expect(metrics.value('pwrbot_database_busy_seconds_total')).toBeGreaterThan(0);
    expect(metrics.value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  });

  it('tell of what is owed while Discord takes nothing, and of a source that is away', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga();
    await harbour.follow(manga.url);
    discord.faults.next({ route: '/channels/{channel_id}/messages', status: 500, times: 100 });
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(async () => (await scrape()).value('pwrbot_outbox_oldest_seconds') > 0);
    expect((await scrape()).value('pwrbot_outbox_messages', { state: 'pending' })).toBe(1);
    platforms.mangadex.faults.outage(true);
    await stage.until(
      async () => (await scrape()).value('pwrbot_source_failures', { source: 'MangaDex' }) > 0,
    );
    expect(
      (await scrape()).value('pwrbot_source_requests_total', { source: 'MangaDex', outcome: '5xx' }),
    ).toBeGreaterThan(0);
  });

  it('are those that docs/monitoring.md lists: name, type and labels', async () => {
    const documented = documentedMetrics(readFileSync(join(DOCS, 'monitoring.md'), 'utf8'));
    const exposed = await scrape();
    expect(documented.map(({ name, type }) => `${name} ${type}`).sort()).toEqual(
      exposed.families.map(({ name, type }) => `${name} ${type}`).sort(),
    );
    const labels = new Map(documented.map((metric) => [metric.name, metric.labels]));
    for (const { name, labels: used } of exposed.families)
      for (const label of used)
        expect([name, labels.get(name)?.includes(label), label]).toEqual([name, true, label]);
  });

  it('are what the dashboard and the alerts ask for', async () => {
    const { families } = await scrape();
    const series = new Set(
      families.flatMap(({ name, type }) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
      ),
    );
    const alerts = readFileSync(join(DOCS, 'monitoring.md'), 'utf8').match(/^\s+expr: .*$/gm) ?? [];
    expect(alerts.length).toBeGreaterThanOrEqual(4);
    const expressions = [...dashboardExpressions(join(DOCS, 'grafana-dashboard.json')), ...alerts];
    expect(expressions.length).toBeGreaterThan(12);
    for (const expression of expressions) {
      const asked = metricsIn(expression);
      expect([expression, asked.length > 0]).toEqual([expression, true]);
      for (const name of asked)
        expect([expression, name, series.has(name) || name === 'up']).toEqual([expression, name, true]);
    }
  });
});

import { request } from 'node:http';

import { PageServer, SandboxSession } from '../../sandbox/page';
import type { PageState } from '../../sandbox/page/protocol';

/** Without the bot: the page's server, and what can be made to happen. */
describe('the server of the sandbox page', () => {
  let session: SandboxSession;
  let server: PageServer;
  let address: string;

  beforeAll(async () => {
    session = await SandboxSession.start();
    server = new PageServer(session);
    address = await server.listen(0);
  });

  afterAll(async () => {
    await server.close();
    await session.close();
  });

  const get = async (headers: Record<string, string>, path = '/api/state'): Promise<number> =>
    new Promise((resolve, reject) => {
      request(new URL(path, address), { headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
  const state = async (): Promise<PageState> =>
    (await (await fetch(`${address}api/state`)).json()) as PageState;
  const deed = async (name: string, details: object = {}): Promise<number> => {
    const headers = { 'content-type': 'application/json', origin: new URL(address).origin };
    const body = JSON.stringify({ ...details, deed: name });
    return (await fetch(`${address}api/deed`, { method: 'POST', headers, body })).status;
  };
  const user = async (username: string) => (await state()).users.find((each) => each.username === username);

  it('binds to loopback only and answers to its own name only', async () => {
    expect(new URL(address).hostname).toBe('127.0.0.1');
    const { host } = new URL(address);
    expect(await get({ host })).toBe(200);
    expect(await get({ host: 'rebound.invalid' })).toBe(403);
    expect(await get({ host, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await get({ host }, '/../package.json')).toBe(404);
  });

  it('refuses deeds without an origin, unknown ones and incomplete ones', async () => {
    const body = '{"deed":"gateway-cut"}';
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${address}api/deed`, { method: 'POST', headers, body })).status).toBe(403);
    expect(await deed('toString')).toBe(422);
    expect(await deed('publish-late')).toBe(422);
    expect(await deed('pass', { ms: -1 })).toBe(422);
    expect(await deed('gateway-cut')).toBe(200);
  });

  it('publishes, schedules and re-schedules', async () => {
    const series = async (title: string) => (await state()).series.find((each) => each.title === title);
    const salt = await series('Salt and Starlight');
    const anime = await series('The Lighthouse on the Moon');
    await deed('publish-chapters', { id: salt?.id, count: 3 });
    expect((await series('Salt and Starlight'))?.latest).toBe('Chapter 107');
    await deed('schedule-chapter', { id: salt?.id, inMs: 3_600_000 });
    expect((await series('Salt and Starlight'))?.next?.name).toBe('Chapter 108');
    const before = anime?.next;
    await deed('reschedule-episode', { id: anime?.id, inMs: 86_400_000 });
    expect((await series('The Lighthouse on the Moon'))?.next?.name).toBe(before?.name);
    expect((await series('The Lighthouse on the Moon'))?.next?.at).toBeGreaterThan(before?.at ?? 0);
    await deed('print-headline', { title: 'Ebb & flow' });
    expect((await series('Harbour Gazette'))?.latest).toBe('Ebb & flow');
  });

  it('moves people through voice and the server', async () => {
    const wren = await user('wren');
    const room = (await state()).channels.find(({ name }) => name === 'Quiet room');
    await deed('voice-move', { userId: wren?.id, channelId: room?.id });
    await deed('voice-change', { userId: wren?.id, selfStream: true });
    expect((await user('wren'))?.voice).toMatchObject({
      channelId: room?.id,
      selfStream: true,
      selfMute: false,
    });
    await deed('member-leave', { userId: wren?.id });
    expect(await user('wren')).toMatchObject({ isMember: false, voice: null });
    await deed('member-join', { userId: wren?.id });
    expect((await user('wren'))?.isMember).toBe(true);
  });

  it('lets days pass at once', async () => {
    const before = (await state()).now;
    await deed('pass', { ms: 3 * 86_400_000 });
    await session.discord.until(() => session.time.leftMs === 0, 30_000);
    expect((await state()).now - before).toBeGreaterThanOrEqual(3 * 86_400_000);
  });
});

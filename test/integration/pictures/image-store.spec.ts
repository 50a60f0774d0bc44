import { createCanvas } from '@napi-rs/canvas';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { ImageStore } from '../../../src/discord/drawing/image-store';

const PNG = createCanvas(16, 16).toBuffer('image/png');

/** What a CDN may answer. */
const ANSWERS: Readonly<Record<string, (response: ServerResponse, origin: string) => void>> = {
  '/good': (response) => response.end(PNG),
  '/other': (response) => response.end(PNG),
  '/missing': (response) => response.writeHead(404).end('none'),
  '/text': (response) => response.end('<html>'),
  '/cut': (response) => {
    response.write(PNG.subarray(0, 20));
    setImmediate(() => response.destroy());
  },
  '/elsewhere': (response, origin) => response.writeHead(302, { location: `${origin}/good` }).end(),
  '/never': () => undefined,
  '/endless': (response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      response.once('drain', more);
    };
    more();
  },
};

describe('ImageStore', () => {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    ANSWERS[url]?.(response, origin);
  });
  let origin = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('has what came, without what failed in any way', async () => {
    const urls = Object.keys(ANSWERS).map((path) => `${origin}${path}`);
    const images = await new ImageStore(origin).get(urls);
    expect([...images.keys()]).toEqual([`${origin}/good`, `${origin}/other`]);
    expect(images.get(`${origin}/good`)?.width).toBe(16);
  });

  it('asks once for what came and, for now, for what failed', async () => {
    const store = new ImageStore(origin);
    const urls = ['/good', '/good', '/missing'].map((path) => `${origin}${path}`);
    await Promise.all([store.get(urls), store.get(urls)]);
    await store.get(urls);
    expect(asked.sort()).toEqual(['/good', '/missing']);
  });

  it.each(['http://127.0.0.1:1', 'http://127.0.0.1:1/avatars'])(
    'asks nothing but its CDN: %s',
    async (cdn) => {
      expect(
        (await new ImageStore(cdn).get([`${origin}/good`, 'file:///etc/hostname', `${cdn}.evil/x`])).size,
      ).toBe(0);
      expect(asked).toEqual([]);
    },
  );

  it('forgets what was used longest ago when it has too much', async () => {
    const store = new ImageStore(origin, 16 * 16 * 4);
    await store.get([`${origin}/good`]);
    await store.get([`${origin}/other`]);
    await store.get([`${origin}/other`, `${origin}/good`]);
    expect(asked).toEqual(['/good', '/other', '/good']);
  });
});

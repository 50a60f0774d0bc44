import { createCanvas } from '@napi-rs/canvas';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';

import { imageSize } from '../../../src/discord/drawing/image-size';
import { ImageStore } from '../../../src/discord/drawing/image-store';

const SMALL = createCanvas(300, 200);
SMALL.getContext('2d').fillRect(0, 0, 100, 100);
const MB = 1024 * 1024;

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** One bit a pixel, all black: a thousandth of what it is decoded. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Says another size than it has. */
function lyingWebp(width: number, height: number): Buffer {
  const file = Buffer.from(SMALL.toBuffer('image/webp'));
  file.writeUIntLE(width - 1, 24, 3);
  file.writeUIntLE(height - 1, 27, 3);
  return file;
}

const HOSTILE: Readonly<Record<string, Buffer>> = {
  '/30000-by-30000.png': pngOf(30_000, 30_000),
  '/one-row.png': pngOf(1_000_000, 1),
  '/too-large-for-us.png': pngOf(1_025, 16),
  '/16384-by-16384.webp': lyingWebp(16_384, 16_384),
  '/smaller-than-it-is.webp': lyingWebp(16, 16),
  '/program.svg': Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><image href="file:///etc/passwd"/></svg>',
  ),
  '/header-alone.png': pngOf(64, 64).subarray(0, 24),
  '/nothing': Buffer.alloc(0),
};

describe('a hostile picture', () => {
  const server = createServer(({ url = '' }, response) => {
    response.end(HOSTILE[url] ?? SMALL.toBuffer('image/webp'));
  });
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each(Object.keys(HOSTILE))('is not decoded, beside one that is: %s', async (path) => {
    const before = process.memoryUsage().rss;
    const images = await new ImageStore(origin).get([`${origin}${path}`, `${origin}/good`]);
    expect([...images.keys()]).toEqual([`${origin}/good`]);
    // Decoded, the largest has 3.6 GB.
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MB);
  });

  it.each(['image/png', 'image/webp'] as const)('is told from a good one by its size: %s', (type) => {
    // The typings know each type by itself only.
    const file = type === 'image/png' ? SMALL.toBuffer('image/png') : SMALL.toBuffer('image/webp');
    expect(imageSize(file)).toEqual({ width: 300, height: 200 });
  });

  it('is told by its size in each form of WebP', () => {
    const lossy = Buffer.alloc(30);
    lossy.write('RIFF', 0, 'latin1');
    lossy.write('WEBPVP8 ', 8, 'latin1');
    lossy.writeUInt16LE(300 | 0x4000, 26);
    lossy.writeUInt16LE(200, 28);
    expect(imageSize(lossy)).toEqual({ width: 300, height: 200 });
    const lossless = Buffer.from(lossy);
    lossless.write('WEBPVP8L', 8, 'latin1');
    lossless.writeUInt32LE(299 | (199 << 14), 21);
    expect(imageSize(lossless)).toEqual({ width: 300, height: 200 });
  });
});

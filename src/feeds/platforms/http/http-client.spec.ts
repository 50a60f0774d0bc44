import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { HttpClient } from './http-client';
import { TooLargeError, TransportError } from './transport.errors';

describe('HttpClient', () => {
  let server: Server;
  let answer: RequestListener;
  let url: URL;
  let client: HttpClient;

  beforeAll(async () => {
    server = createServer((request, response) => {
      answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/path?q=1`);
  });
  beforeEach(() => {
    client = new HttpClient({
      userAgent: 'pwr-bot/1.2.3 (+https://example.org)',
      timeLimitMs: 1_500,
      maxBodyBytes: 1_000,
    });
  });
  afterEach(() => client.close());
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function failure(): Promise<TransportError> {
    try {
      await client.send({ method: 'GET', url });
    } catch (error) {
      if (error instanceof TransportError) return error;
      throw error;
    }
    throw new Error('an answer came');
  }

  it('sends method, path, own name, headers and body', async () => {
    answer = (request, response) => {
      const { method, url: path, headers } = request;
      void request.toArray().then((chunks) => {
        response.end(
          JSON.stringify({ method, path, headers, body: Buffer.concat(chunks as Buffer[]).toString() }),
        );
      });
    };
    const { bytes } = await client.send({
      method: 'POST',
      url,
      headers: { referer: 'https://a.b' },
      body: '{"é":1}',
    });
    expect(JSON.parse(bytes.toString())).toMatchObject({
      method: 'POST',
      path: '/path?q=1',
      body: '{"é":1}',
      headers: {
        'user-agent': 'pwr-bot/1.2.3 (+https://example.org)',
        referer: 'https://a.b',
        accept: 'application/json',
      },
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('decompresses %s', async (encoding, compress) => {
    answer = (_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(compress('héllo'));
    expect((await client.send({ method: 'GET', url })).bytes.toString()).toBe('héllo');
  });

  it.each([
    ['plain', {}, 'x'.repeat(1_001)],
    ['once decompressed', { 'content-encoding': 'gzip' }, gzipSync('x'.repeat(100_000))],
  ])('refuses a body that is too large %s', async (_how, headers, body) => {
    answer = (_request, response) => response.writeHead(200, headers).end(body);
    expect(await failure()).toBeInstanceOf(TooLargeError);
  });

  it('refuses a body that is not what its encoding says', async () => {
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain');
    expect(await failure()).toMatchObject({ retryable: false });
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'snappy' }).end('plain');
    expect(await failure()).toMatchObject({ retryable: false });
  });

  it('gives up on silence, and on an answer that drips', async () => {
    answer = () => undefined;
    expect((await failure()).message).toContain('1500 ms');
    answer = (_, response) => {
      const drip = setInterval(() => response.write('x'), 50);
      response.on('close', () => {
        clearInterval(drip);
      });
    };
    expect((await failure()).message).toContain('1500 ms');
  });

  it('lets a broken connection be tried again', async () => {
    answer = (request) => request.socket.destroy();
    expect(await failure()).toMatchObject({ retryable: true });
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '50' }).write('half', () => response.destroy());
    };
    expect(await failure()).toMatchObject({ retryable: true });
  });

  it('reads no body that is not wanted, however large', async () => {
    answer = (_, response) => response.writeHead(404).end('x'.repeat(1_001));
    const request = { method: 'GET', url, wantsBody: (status: number) => status === 200 } as const;
    expect(await client.send(request)).toMatchObject({ status: 404, bytes: Buffer.alloc(0) });
  });

  it('does not follow a redirect', async () => {
    answer = (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    expect((await client.send({ method: 'GET', url })).status).toBe(302);
  });

  it('ends a running request when it is closed, and sends nothing afterwards', async () => {
    let requests = 0;
    answer = () => {
      requests += 1;
      void client.close();
    };
    expect(await failure()).toMatchObject({ retryable: false });
    expect(await failure()).toMatchObject({ message: 'shutting down' });
    expect(requests).toBe(1);
  });
});

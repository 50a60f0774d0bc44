import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

const HEALTH_CHECK = join(__dirname, '../../../dist/src/health-check.js');

/** A port that nobody has at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface Health {
  readonly status: number;
  readonly body: unknown;
}

/** What machines ask of a bot with `HTTP_PORT`. */
export class Monitored {
  constructor(readonly port: number) {}

  ask(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${path}`, init);
  }

  async health(what: 'live' | 'ready'): Promise<Health> {
    const response = await this.ask(`/health/${what}`);
    return { status: response.status, body: await response.json() };
  }

  /** False where nobody answers, too. */
  async isReady(): Promise<boolean> {
    return this.health('ready').then(
      ({ status }) => status === 200,
      () => false,
    );
  }

  /** The script of the image, as Docker runs it. */
  async healthCheck(
    what: 'live' | 'ready',
    variables: Readonly<Record<string, string>> = { HTTP_PORT: String(this.port) },
  ): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, [HEALTH_CHECK, what], { env: variables, cwd: '/' });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, said };
  }
}

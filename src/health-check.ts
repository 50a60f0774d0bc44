import { get } from 'node:http';

import { processEnvironment } from './config/process-environment';

const TIME_LIMIT_MS = 4_000;
/** Where a server that listens everywhere can be reached from here. */
const EVERYWHERE: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/**
 * For a container's health check: `node dist/src/health-check.js [live|ready]` asks the bot beside it and ends with
 * code 0 or 1. It runs every half a minute or so and loads no framework. `live`, the default, is whether it answers;
 * restarting a bot that is not ready because Discord is away would help nobody.
 */
function main(): void {
  const { HTTP_PORT: port, HTTP_HOST: host = '127.0.0.1' } = processEnvironment();
  const path = `/health/${process.argv[2] === 'ready' ? 'ready' : 'live'}`;
  if (!port) {
    end('HTTP_PORT is not set, so there is nothing to ask', 1);
    return;
  }
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  get({ host: EVERYWHERE[host] ?? host, port, path, signal, agent: false }, (response) => {
    let body = '';
    response.setEncoding('utf8').on('data', (text: string) => (body += text));
    response.on('end', () => {
      end(body.trim(), response.statusCode === 200 ? 0 : 1);
    });
  }).on('error', (error) => {
    end(signal.aborted ? `No answer within ${TIME_LIMIT_MS} ms` : error.message, 1);
  });
}

function end(line: string, code: number): void {
  console.log(line);
  process.exitCode = code;
}

main();

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { TickFigures } from './feeds/measure-ticks';

const SIZES = (process.env.BENCH_FEEDS ?? '10,1000,100000').split(',').map(Number);
const MOST_REQUESTS = 3;
const MOST_CPU_MS = 50;

/** What a tick costs at different numbers of followed series, each measured in a process of its own. */
async function main(): Promise<void> {
  const measured: TickFigures[] = [];
  for (const size of SIZES) {
    const child = fork(join(__dirname, 'feeds/measure-ticks.ts'), [String(size)], {
      execArgv: ['-r', '@swc-node/register'],
    });
    const [figures] = (await once(child, 'message')) as [TickFigures];
    measured.push(figures);
    child.disconnect();
    await once(child, 'exit');
  }
  reportRequests(measured);
  reportCpu(measured);
}

function reportRequests(measured: readonly TickFigures[]): void {
  console.log('Requests a tick, AniList and MangaDex together, one tick a simulated minute');
  console.table(
    measured.map(({ feeds, newsTicks, news, told, requests, naive }) => ({
      feeds,
      ticks: newsTicks,
      'news told': `${told} of ${news}`,
      mean: requests.mean.toFixed(2),
      maximum: requests.max,
      'one request a feed': naive.requests,
      'times as many': (naive.requests / requests.mean).toFixed(0),
    })),
  );
  console.log(`Goal: at most ${MOST_REQUESTS}, whatever the number of feeds`);
  if (measured.some(({ requests, told, news }) => !(requests.max <= MOST_REQUESTS) || told !== news)) {
    process.exitCode = 1;
  }
}

function reportCpu(measured: readonly TickFigures[]): void {
  console.log('A tick with nothing new: everything due is read again and known; and a tick with nothing due');
  console.table(
    measured.map(({ feeds, quietTicks, quiet, idle, naive }) => ({
      feeds,
      ticks: quietTicks,
      'CPU mean (ms)': quiet.cpu.mean.toFixed(1),
      'CPU max (ms)': quiet.cpu.max.toFixed(1),
      'longest block (ms)': quiet.block.max.toFixed(1),
      statements: quiet.statements.mean.toFixed(0),
      'nothing due, CPU (ms)': idle.cpu.mean.toFixed(2),
      'one query a feed, CPU (ms)': naive.cpuMs.toFixed(1),
      'times the CPU': (naive.cpuMs / quiet.cpu.mean).toFixed(1),
    })),
  );
  console.log(`Goal: under ${MOST_CPU_MS} ms of CPU, whatever the number of feeds`);
  if (measured.some(({ quiet }) => !(quiet.cpu.mean < MOST_CPU_MS))) process.exitCode = 1;
}

void main();

'use strict';
/**
 * Loaded into the bot's process with `--require`, before any of its own code: from then on the sandbox decides how late
 * it is. `Date` is shifted by an offset, and a timer whose time has come by that clock fires, whatever the wall says.
 * The timers of `node:timers`, with which discord.js keeps its connections alive, stay on real time as the network does.
 */
const { syncBuiltinESMExports } = require('node:module');
const { promisify } = require('node:util');
const { isMainThread } = require('node:worker_threads');
const timersPromises = require('node:timers/promises');

const CHECK_EVERY_MS = 250;
/** Shorter waits space what goes over the network; they stay real, unless who moves the clock waits for each. */
const SHORTEST_SHIFTED_WAIT_MS = Number(process.env.SANDBOX_SHORTEST_SHIFTED_WAIT_MS ?? 2_000);
/** Turns of the event loop for what a timer has begun. */
const TURNS = 20;
/** Whoever looks at the time now and then is to find that it passed, and not that it jumped. */
const LONGEST_STEP_MS = 4 * 60_000;

const RealDate = Date;
const real = { setTimeout, setInterval, clearTimeout, clearInterval, sleep: timersPromises.setTimeout };
const pending = new Map();
let offsetMs = Number(process.env.SANDBOX_CLOCK_OFFSET_MS ?? 0);
/** What has passed at once, for those who do not ask the clock. */
let passedMs = 0;

const now = () => RealDate.now() + offsetMs;

globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

function shiftedTimeout(callback, delayMs = 1, ...given) {
  const timer = real.setTimeout(run, delayMs);
  const entry = { due: 0, everyMs: null, run, real: timer };
  const refresh = timer.refresh.bind(timer);
  let isRefed = true;
  arm();
  timer.refresh = () => {
    arm();
    if (entry.real === timer) refresh();
    else if (entry.real) entry.real.refresh();
    else {
      entry.real = real.setTimeout(run, delayMs);
      if (!isRefed) entry.real.unref();
    }
    return timer;
  };
  return timer;

  function arm() {
    entry.due = now() + Number(delayMs);
    pending.set(timer, entry);
  }

  /** What fires early must not be kept until its own time, which may be a day; who refreshes it gets another. */
  function run() {
    if (!pending.delete(timer)) return;
    if (entry.real === timer) isRefed = timer.hasRef();
    real.clearTimeout(entry.real);
    entry.real = null;
    callback(...given);
  }
}

function shiftedInterval(callback, everyMs = 1, ...given) {
  const entry = {
    due: now() + Number(everyMs),
    run: () => callback(...given),
    everyMs: Number(everyMs),
    real: null,
  };
  const timer = real.setInterval(() => {
    entry.due = now() + entry.everyMs;
    entry.run();
  }, everyMs);
  pending.set(timer, entry);
  return timer;
}

function forget(clear) {
  return (timer) => {
    // A timer may also be cleared by its number.
    const known =
      typeof timer === 'object' ? timer : [...pending.keys()].find((one) => Number(one) === Number(timer));
    clear(pending.get(known)?.real ?? timer);
    pending.delete(known);
    clear(timer);
  };
}

function shiftedSleep(delayMs, value, { signal, ref = true } = {}) {
  if (!(delayMs >= SHORTEST_SHIFTED_WAIT_MS)) return real.sleep(delayMs, value, { signal, ref });
  return new Promise((resolve, reject) => {
    const aborted = () => {
      globalThis.clearTimeout(timer);
      reject(new DOMException('The operation was aborted', 'AbortError'));
    };
    const timer = shiftedTimeout(() => {
      signal?.removeEventListener('abort', aborted);
      resolve(value);
    }, delayMs);
    if (!ref) timer.unref();
    if (signal?.aborted) aborted();
    else signal?.addEventListener('abort', aborted, { once: true });
  });
}

function fireDue() {
  for (const [timer, entry] of [...pending]) {
    if (entry.due > now() || !pending.has(timer)) continue;
    if (entry.everyMs !== null) entry.due = now() + entry.everyMs;
    entry.run();
  }
}

async function advance(ms) {
  for (let leftMs = ms; leftMs > 0; leftMs -= LONGEST_STEP_MS) {
    const stepMs = Math.min(leftMs, LONGEST_STEP_MS);
    offsetMs += stepMs;
    passedMs += stepMs;
    fireDue();
    for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

// A thread or a process of the bot's own gets no orders, and none of them asks how late it is.
if (isMainThread && process.ppid === Number(process.env.SANDBOX_PID)) {
  shiftedTimeout[promisify.custom] = shiftedSleep;
  Object.assign(globalThis, {
    setTimeout: shiftedTimeout,
    setInterval: shiftedInterval,
    clearTimeout: forget(real.clearTimeout),
    clearInterval: forget(real.clearInterval),
  });
  timersPromises.setTimeout = shiftedSleep;
  const elapsed = process.hrtime.bigint.bind(process.hrtime);
  process.hrtime.bigint = () => elapsed() + BigInt(Math.round(passedMs)) * 1_000_000n;
  syncBuiltinESMExports();
  real.setInterval(fireDue, CHECK_EVERY_MS).unref();
  process.on('message', ({ sandboxOrder, advanceMs, jumpMs }) => {
    if (advanceMs === undefined && jumpMs === undefined) return;
    // Somebody sets the clock: no time passes, and nothing is due that was not.
    offsetMs += jumpMs ?? 0;
    void advance(advanceMs ?? 0).then(() => process.send?.({ sandboxOrder }));
  });
  // Without the sandbox there is nobody left to serve.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}

import { HostBreaker } from './host-breaker';

const MINUTE = 60_000;
const start = new Date('2026-11-22T12:00:00Z');
const after = (minutes: number): Date => new Date(start.getTime() + minutes * MINUTE);
const policy = { failures: 3, firstPauseMs: 5 * MINUTE, longestPauseMs: 15 * MINUTE };
const failure = { detail: '503', retryAt: null };

describe('HostBreaker', () => {
  let breaker: HostBreaker;
  beforeEach(() => {
    breaker = new HostBreaker(policy);
  });
  const fail = (times: number, at = start): void => {
    for (let n = 0; n < times; n += 1) breaker.failed(failure, at);
  };

  it('lets a host be asked until it failed so many times in a row, and says why not afterwards', () => {
    fail(2);
    expect(breaker.pauseAt(start)).toBeNull();
    fail(1);
    expect(breaker.pauseAt(start)).toEqual({ until: after(5), because: '503' });
    expect(breaker.pauseAt(after(5))).toBeNull();
  });

  it('pauses twice as long each time the one that tries fails, up to the longest', () => {
    fail(3);
    fail(1, after(5));
    expect(breaker.pauseAt(after(14))?.until).toEqual(after(15));
    fail(1, after(15));
    fail(1, after(30));
    expect(breaker.pauseAt(after(31))?.until).toEqual(after(45));
  });

  it('begins anew after a success', () => {
    fail(2);
    breaker.succeeded();
    fail(2);
    expect(breaker.pauseAt(start)).toBeNull();
    fail(1);
    breaker.succeeded();
    fail(3, after(60));
    expect(breaker.pauseAt(after(60))?.until).toEqual(after(65));
  });

  it('pauses at once for as long as the host says, and never shortens a pause', () => {
    breaker.failed({ detail: '429', retryAt: after(60) }, start);
    expect(breaker.pauseAt(after(59))).toEqual({ until: after(60), because: '429' });
    breaker.rest(after(1), 'less', start);
    fail(2);
    expect(breaker.pauseAt(start)).toEqual({ until: after(60), because: '429' });
  });

  it('does not pause for as long as the clock was set back', () => {
    fail(3);
    const dayBefore = after(-24 * 60);
    expect(breaker.pauseAt(dayBefore)).toBeNull();
    fail(1, dayBefore);
    expect(breaker.pauseAt(dayBefore)?.until).toEqual(after(-24 * 60 + 10));
  });
});

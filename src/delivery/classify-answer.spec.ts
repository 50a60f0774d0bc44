import fc from 'fast-check';

import { classifyAnswer } from './classify-answer';

const rejected = (status: number, code: number | null = null) =>
  classifyAnswer({ type: 'rejected', status, code, message: 'no' });

describe('classifyAnswer', () => {
  it.each([
    [10003, 404],
    [50001, 403],
    [50007, 403],
    [50013, 403],
    [50008, 400],
    [50083, 400],
  ])('gives the target up at %i', (code, status) => {
    expect(rejected(status, code)).toEqual({ type: 'refuse-target', reason: `${status} ${code}: no`, code });
  });

  it('never tries again after any 403 or 404 of Discord that is about message or target', () => {
    fc.assert(
      fc.property(fc.constantFrom(403, 404), fc.integer({ min: 0, max: 200_000 }), (status, code) => {
        fc.pre(code !== 40003 && code !== 40333);
        expect(rejected(status, code).type).toBe('refuse-target');
      }),
    );
  });

  it('tries again after server errors, time-outs and silence', () => {
    for (const status of [408, 429, 500, 502, 503, 504]) expect(rejected(status).type).toBe('retry');
    expect(classifyAnswer({ type: 'unanswered', message: 'socket hang up' }).type).toBe('retry');
  });

  it('takes no answer without an error code for a verdict on message or target, and is slow to ask again', () => {
    for (const status of [400, 401, 403, 404, 405, 407, 451]) {
      expect(rejected(status)).toEqual({
        type: 'retry',
        afterMs: 10 * 60_000,
        reason: `${status} without a code: no`,
      });
    }
    expect(rejected(403, 40333)).toMatchObject({ type: 'retry', afterMs: 10 * 60_000 });
  });

  it('gives up the message that is too large for whatever is on the way', () => {
    expect(rejected(413).type).toBe('refuse-message');
  });

  it('waits as long as Discord asks', () => {
    expect(classifyAnswer({ type: 'rate-limited', retryAfterMs: 1234 })).toMatchObject({ afterMs: 1234 });
  });

  it('waits rather than stops when DMs are opened too fast', () => {
    expect(rejected(403, 40003).type).toBe('retry');
  });

  it('gives up the message alone when its form is refused', () => {
    expect(rejected(400, 50035).type).toBe('refuse-message');
  });
});

import { classifyAnswer } from './classify-answer';

const now = new Date('2026-11-22T12:00:00Z');
const json = { 'content-type': 'application/json; charset=utf-8' };
const later = (ms: number) => new Date(now.getTime() + ms);

describe('classifyAnswer', () => {
  it('gives the JSON of a success', () => {
    const classified = classifyAnswer({ status: 200, headers: json, text: '{"a":"é"}' }, now);
    expect(classified).toEqual({ kind: 'json', answer: { status: 200, body: { a: 'é' } } });
  });

  it('accepts a JSON dialect', () => {
    const headers = { 'content-type': 'application/graphql-response+json' };
    expect(classifyAnswer({ status: 200, headers, text: '1' }, now)).toMatchObject({ kind: 'json' });
  });

  it('gives the JSON of a 404 only to a caller who can read it', () => {
    const answer = { status: 404, headers: json, text: '{}' };
    expect(classifyAnswer(answer, now, { meaningful: [404] })).toMatchObject({
      kind: 'json',
      answer: { status: 404 },
    });
    expect(classifyAnswer(answer, now)).toMatchObject({
      kind: 'refused',
      closedUntil: null,
      retryable: false,
    });
  });

  it.each([
    [
      'a page of HTML',
      { status: 200, headers: { 'content-type': 'text/html' }, text: '<h1>Just a moment…</h1>' },
    ],
    ['an HTML 404', { status: 404, headers: { 'content-type': 'text/html' }, text: '<h1>nginx</h1>' }],
    ['no content type', { status: 200, headers: {}, text: '{}' }],
    ['JSON cut short', { status: 200, headers: json, text: '{"data":[' }],
    ['an empty body', { status: 200, headers: json, text: '' }],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1/' }, text: '' }],
    ['a bad request', { status: 400, headers: json, text: '{"errors":[]}' }],
  ])('refuses %s without asking again', (_what, answer) => {
    expect(classifyAnswer(answer, now, { meaningful: [404] })).toMatchObject({
      kind: 'refused',
      closedUntil: null,
      retryable: false,
      detail: expect.stringContaining(String(answer.status)) as unknown,
    });
  });

  it.each([
    [400, false],
    [404, false],
    [302, true],
    [403, true],
    [429, true],
    [500, true],
  ])('blames a %d on the host: %s', (status, isHostAtFault) => {
    expect(classifyAnswer({ status, headers: json, text: '{}' }, now)).toMatchObject({ isHostAtFault });
  });

  it('lets a 5xx be asked again, unless the host says when', () => {
    const answer = { status: 503, headers: { 'x-ratelimit-reset': '1' }, text: 'busy' };
    expect(classifyAnswer(answer, now)).toMatchObject({ retryable: true, closedUntil: null });
    const closing = { ...answer, headers: { 'retry-after': '9' } };
    expect(classifyAnswer(closing, now)).toMatchObject({ retryable: false, closedUntil: later(10_000) });
  });

  it('closes the host for a minute on a 429 that names no time', () => {
    const answer = { status: 429, headers: json, text: '{}' };
    expect(classifyAnswer(answer, now)).toMatchObject({ closedUntil: later(60_000), retryable: false });
  });

  it('closes the host for ten minutes on a 403, or for longer if the host says so', () => {
    const answer = { status: 403, headers: { 'retry-after': '5' }, text: '' };
    expect(classifyAnswer(answer, now)).toMatchObject({ closedUntil: later(600_000) });
    const longer = { ...answer, headers: { 'retry-after': '3600' } };
    expect(classifyAnswer(longer, now)).toMatchObject({ closedUntil: later(3_601_000) });
  });

  it('keeps the detail for the log to one short line', () => {
    const classified = classifyAnswer({ status: 500, headers: {}, text: 'a\r\n'.repeat(9_999) }, now);
    if (classified.kind !== 'refused') throw new Error('expected a refusal');
    expect(classified.detail).not.toMatch(/[\r\n]/);
    expect(classified.detail.length).toBeLessThan(250);
  });
});

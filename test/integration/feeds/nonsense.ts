import fc from 'fast-check';
import { gzipSync } from 'node:zlib';

import type { Fault } from '../../../sandbox/platforms';

const json = { 'content-type': 'application/json' };
const answer = (body: string | object): Fault => ({ status: 200, headers: json, body });
const bomb = gzipSync(Buffer.alloc(20_000_000, ' '));

/** Answers that no source can mean, and that must change nothing. */
export const nonsense: readonly (readonly [string, Fault])[] = [
  ['HTML', { status: 200, body: '<html><head></head><body>Just a moment...</body></html>' }],
  ['half of the answer', { truncate: true }],
  ['nothing', answer('')],
  ['a text', answer('"ok"')],
  ['a number', answer('7')],
  ['null', answer('null')],
  ['an empty object', answer('{}')],
  ['a list', answer([])],
  ['null fields', answer({ result: 'ok', total: null, data: null })],
  ['lists for objects', answer({ data: [], result: [], total: [] })],
  [
    'objects for lists',
    answer({ result: 'ok', total: 1, data: { series: { media: {} }, Page: { airingSchedules: {} } } }),
  ],
  ['ten megabytes', answer({ result: 'ok', data: [], total: 0, filler: 'x'.repeat(10_000_000) })],
  ['a compressed bomb', { status: 200, headers: { ...json, 'content-encoding': 'gzip' }, body: bomb }],
  [
    'what is not compressed as it says',
    { ...answer('{}'), headers: { ...json, 'content-encoding': 'gzip' } },
  ],
  ['a thousand levels', answer(`{"data":${'['.repeat(1_000)}${']'.repeat(1_000)}}`)],
  ['a million levels', answer('['.repeat(1_000_000))],
  ['bytes that are no text', answer('\u0000\ufffd\u0001')],
];

/** More of it: any JSON, any text, any refusal that is not tried again. */
export const anyNonsense: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom(...nonsense.map(([, fault]) => fault)),
  fc.jsonValue().map((value) => answer(JSON.stringify(value))),
  fc.string({ unit: 'binary', maxLength: 200 }).map((text) => answer(text)),
  fc
    .record({ status: fc.constantFrom(201, 301, 400, 402, 410, 418), body: fc.jsonValue() })
    .map(({ status, body }): Fault => ({ status, headers: json, body: JSON.stringify(body) })),
);

/** Values of the wrong kind: nothing that could pass for what was meant. */
const wrong = fc.constantFrom(null, [], {}, '', -1, 1e308, true, [null], { a: null });

/** One value of an answer, however deep, is replaced with one of a wrong kind. */
export interface Damage {
  readonly path: readonly number[];
  readonly value: unknown;
}

export const anyDamage: fc.Arbitrary<Damage> = fc.record({
  path: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 8 }),
  value: wrong,
});

/** Adds rows of no known kind to every list of an answer, before, between and after its own. */
export const badRows: fc.Arbitrary<(body: unknown) => unknown> = fc
  .array(fc.tuple(fc.jsonValue(), fc.nat(100)), { minLength: 1, maxLength: 5 })
  .map((rows) => (body: unknown) => withRows(body, rows));

export function damaged(body: unknown, { path: [step, ...path], value }: Damage): unknown {
  if (step === undefined || typeof body !== 'object' || body === null) return value;
  const entries = Object.entries(body);
  const [key, inner] = entries[step % entries.length] ?? [];
  if (key === undefined) return value;
  const changed = damaged(inner, { path, value });
  return Array.isArray(body) ? (body as unknown[]).with(Number(key), changed) : { ...body, [key]: changed };
}

function withRows(body: unknown, rows: readonly (readonly [unknown, number])[]): unknown {
  if (Array.isArray(body)) {
    const list: unknown[] = [...(body as unknown[])];
    for (const [row, position] of rows) list.splice(position % (list.length + 1), 0, row);
    return list;
  }
  if (typeof body !== 'object' || body === null) return body;
  // Only the list of rows: rows of their own have lists too.
  return Object.fromEntries(
    Object.entries(body).map(([key, inner]) =>
      ['data', 'Page', 'series', 'airingSchedules', 'media', 'chapters'].includes(key)
        ? [key, withRows(inner, rows)]
        : [key, inner as unknown],
    ),
  );
}

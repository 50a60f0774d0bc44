import fc from 'fast-check';

import type { ModelRules, ModelSegment, ModelStay } from './voice-oracle';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Of different lengths, so that order as text and as numbers differ. */
export const USERS = [
  '99000000000000001',
  '180000000000000002',
  '200000000000000003',
  '1180000000000000004',
  '1180000000000000005',
];
export const CHANNELS = ['1190000000000000001', '1190000000000000002', '980000000000000003'];

/** Zones with a change of their clocks, and the instant of it. */
const PLACES: readonly (readonly [zone: string, change: string])[] = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2025-11-02T06:00:00Z'],
  ['Asia/Kathmandu', '2026-01-01T00:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['UTC', '2026-01-01T00:00:00Z'],
];

const length = fc.oneof(
  fc.constantFrom(1, 15 * MINUTE, 45 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 30 * HOUR),
  fc.integer({ min: 1, max: 6 * HOUR }),
);
const gap = fc.oneof(fc.constantFrom(0, 1, HOUR, 20 * HOUR, 3 * DAY), fc.integer({ min: 0, max: 2 * DAY }));
const state = fc.oneof(fc.constantFrom(0, 0, 0, 16, 32, 1, 5, 10, 64, 192), fc.nat(255));
const parts = fc.array(fc.record({ length, state }), { minLength: 1, maxLength: 4 });
const stayPlan = fc.record({ gap, channelId: fc.constantFrom(...CHANNELS), parts });

export interface History {
  readonly zone: string;
  readonly change: number;
  readonly now: number;
  readonly stays: readonly (ModelStay & { readonly isActive: boolean })[];
}

/** Stays of some members around a change of the clocks; those of a member follow each other. */
export const history: fc.Arbitrary<History> = fc
  .record({
    place: fc.constantFrom(...PLACES),
    members: fc.array(
      fc.record({ first: gap, plans: fc.array(stayPlan, { maxLength: 8 }), goesOn: fc.boolean() }),
      {
        minLength: 1,
        maxLength: USERS.length,
      },
    ),
  })
  .map(({ place: [zone, at], members }) => {
    const change = Date.parse(at);
    const stays = members.flatMap(({ first, plans }, index) => {
      let time = change - 4 * DAY + first;
      return plans.map((plan) => {
        const stay = stayFrom(USERS[index] ?? '', plan.channelId, time + plan.gap, plan.parts);
        time = stay.left;
        return stay;
      });
    });
    const now = Math.max(change, ...stays.map(({ left }) => left)) + 1000;
    const last = new Map(stays.map((stay, index) => [stay.userId, index]));
    const goingOn = new Set(members.flatMap(({ goesOn }, index) => (goesOn ? [USERS[index]] : [])));
    return {
      zone,
      change,
      now,
      stays: stays.map((stay, index) => {
        const isActive = goingOn.has(stay.userId) && last.get(stay.userId) === index;
        return isActive ? { ...goOnUntil(stay, now), isActive } : { ...stay, isActive };
      }),
    };
  });

function stayFrom(
  userId: string,
  channelId: string,
  joined: number,
  plan: readonly { length: number; state: number }[],
): ModelStay {
  const segments: ModelSegment[] = [];
  let at = joined;
  for (const part of plan) {
    segments.push({ start: at, end: at + part.length, state: part.state });
    at += part.length;
  }
  return { userId, channelId, joined, left: at, segments };
}

export function goOnUntil(stay: ModelStay, left: number): ModelStay {
  const segments = stay.segments.map((segment, index) =>
    index === stay.segments.length - 1 ? { ...segment, end: left } : segment,
  );
  return { ...stay, left, segments };
}

export function rules(zone: string): fc.Arbitrary<ModelRules> {
  const zones = [zone, ...PLACES.map(([name]) => name)];
  return fc.record({
    timeZone: fc.oneof(fc.constant(zone), fc.constantFrom(...zones)),
    dayStartHour: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 23 })),
    afk: fc.boolean(),
    alone: fc.boolean(),
    deafened: fc.boolean(),
    muted: fc.boolean(),
    minimumStayMs: fc.constantFrom(0, 0, 2, 30 * MINUTE, 3 * HOUR),
    ignoredChannelIds: fc.subarray(CHANNELS, { maxLength: 1 }),
    ignoredUserIds: fc.subarray(USERS, { maxLength: 1 }),
  });
}

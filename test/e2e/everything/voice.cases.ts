import type { StoredMessage } from '../../../sandbox/discord';
import { type Case, FOR_MANAGERS, IN_A_SERVER, type PressCase } from './cases';
import type { Driver } from './driver';

const FOR_ALL = { publicly: /in voice/i };
const TOTALS = { publicly: /Total/ };

const board = (driver: Driver): Promise<StoredMessage> =>
  driver.open('member', 'vc leaderboard', { time_range: 'today' });
const panel = (driver: Driver): Promise<StoredMessage> =>
  driver.open('admin', 'settings', {}, 'Button settings/voice');

const ON_BOARD = {
  by: 'member',
  on: board,
  says: /voice/i,
  stranger: /has opened this/,
  others: { admin: /has opened this/ },
} as const satisfies Partial<PressCase>;

const ON_STATS = {
  by: 'member',
  on: (driver) => driver.open('member', 'vc stats'),
  says: TOTALS.publicly,
  stranger: /has opened this/,
  others: { admin: /has opened this/ },
} as const satisfies Partial<PressCase>;

const IN_PANEL = {
  by: 'admin',
  on: panel,
  says: /Voice time/,
  stranger: FOR_MANAGERS,
  others: { member: FOR_MANAGERS },
} as const satisfies Partial<PressCase>;

export const VOICE_CASES: readonly Case[] = [
  { command: 'vc leaderboard', says: { member: FOR_ALL, admin: FOR_ALL, stranger: IN_A_SERVER } },
  { command: 'vc leaderboard', eachOf: 'time_range', says: { member: FOR_ALL } },
  {
    command: 'vc leaderboard',
    options: ({ harbour }) => ({
      from: '2024-02-28',
      to: '2024-03-01',
      together_with: harbour.admin.userId,
    }),
    says: { member: { publicly: /2024-02-28/ } },
  },
  { ...ON_BOARD, handler: 'Button vc/board/:range/:askedAt/:partner/:page/:turn' },
  { ...ON_BOARD, handler: 'StringSelect vc/board/:range/:askedAt/:partner/:page' },
  { ...ON_BOARD, handler: 'StringSelect vc/board-range/:partner' },
  {
    ...ON_BOARD,
    handler: 'UserSelect vc/board-partner/:range',
    values: ({ harbour }) => [harbour.admin.userId],
    says: /together with/,
  },
  { command: 'vc stats', says: { member: TOTALS, admin: TOTALS, stranger: IN_A_SERVER } },
  { command: 'vc stats', eachOf: 'time_range', says: { member: TOTALS } },
  {
    command: 'vc stats',
    options: ({ harbour }) => ({ from: '2024-02-28', to: '2024-03-01', member: harbour.admin.userId }),
    says: { member: { publicly: /2024-02-28/ } },
  },
  {
    command: 'vc stats',
    options: () => ({ server: true }),
    says: { member: { publicly: /Active members/ } },
  },
  { command: 'vc stats', eachOf: 'statistic', says: { member: TOTALS } },
  { ...ON_STATS, handler: 'StringSelect vc/stats/:part/:statistic/:range/:year/:who' },
  { ...ON_STATS, handler: 'Button vc/stats-of/:statistic/:range/:year/:who' },
  {
    command: 'Voice statistics',
    target: ({ scene }) => Promise.resolve(scene.harbour.admin.userId),
    says: { member: /Total/, admin: /Total/, stranger: /This month of/ },
  },
  { command: 'vc why', says: { member: /stay/i, admin: /stay/i, stranger: IN_A_SERVER } },
  {
    command: 'vc why',
    options: ({ harbour }) => ({ member: harbour.admin.userId }),
    says: { member: FOR_MANAGERS },
  },
  {
    suggest: 'vc settings',
    option: 'time_zone',
    options: () => ({ time_zone: 'jakarta' }),
    by: 'admin',
    offers: /Asia\/Jakarta/,
  },
  {
    suggest: 'vc settings',
    option: 'day_starts_at',
    options: () => ({ day_starts_at: 'morning' }),
    by: 'admin',
    offers: /05:00 · morning/,
  },
  {
    command: 'vc settings',
    options: ({ places, harbour }) => ({
      ...{ enabled: true, time_zone: 'Asia/Jakarta', day_starts_at: 5, minimum_minutes: 1 },
      ...{ count_afk: true, count_alone: true, count_deafened: true, count_muted: false },
      ...{ ignore_channel: places.voiceId, ignore_category: places.categoryId, ignore_role: places.roleId },
      ignore_member: harbour.member.userId,
    }),
    says: { member: FOR_MANAGERS, admin: /Asia\/Jakarta/ },
  },
  { command: 'vc settings', says: { stranger: IN_A_SERVER } },
  { ...IN_PANEL, handler: 'Button settings/voice', on: (driver) => driver.open('admin', 'settings') },
  { ...IN_PANEL, handler: 'Button settings/voice/switch/:field/:state' },
  {
    ...IN_PANEL,
    handler: 'ChannelSelect settings/voice/ignore/:list',
    values: ({ places }) => [places.voiceId],
  },
  { ...IN_PANEL, handler: 'RoleSelect settings/voice/ignore/roles', values: ({ places }) => [places.roleId] },
  {
    ...IN_PANEL,
    handler: 'UserSelect settings/voice/ignore/members',
    values: ({ harbour }) => [harbour.member.userId],
  },
  { ...IN_PANEL, handler: 'Button settings/voice/clock' },
  {
    ...IN_PANEL,
    handler: 'Modal settings/voice/clock',
    shownBy: 'Button settings/voice/clock',
    fields: { time_zone: 'Europe/Berlin', day_starts_at: '0', minimum_minutes: '0' },
    says: /Europe\/Berlin/,
  },
];

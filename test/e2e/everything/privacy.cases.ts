import { type Case, type PressCase } from './cases';

/** Everybody is told of their own data, whoever's panel it was. */
const OWN = /Your data|inside a server only/;

/** The owner has no history that other cases need. */
const IN_PANEL = {
  by: 'owner',
  on: (driver) => driver.open('owner', 'privacy'),
  says: /Your data in this server/,
  stranger: OWN,
  others: { member: OWN },
} as const satisfies Partial<PressCase>;

export const PRIVACY_CASES: readonly Case[] = [
  {
    command: 'privacy',
    says: {
      member: /Your data in this server/,
      admin: /Your data in this server/,
      stranger: /Your data everywhere/,
    },
  },
  { ...IN_PANEL, handler: 'Button privacy/show/:scope', says: /Your data everywhere/ },
  { ...IN_PANEL, handler: 'Button privacy/choose/:scope/:choice/:wanted', others: {} },
  { ...IN_PANEL, handler: 'Button privacy/export/:scope', says: /Only you see these files/ },
  {
    ...IN_PANEL,
    handler: 'Button privacy/delete/:scope',
    says: /Delete your data in this server/,
    stranger: /Delete your data|inside a server only/,
    others: { member: /Delete your data/ },
  },
  {
    ...IN_PANEL,
    handler: 'Button privacy/confirm/:scope/:then',
    on: (driver) => driver.open('owner', 'privacy', {}, 'Button privacy/delete/:scope'),
    says: /is deleted|being deleted/,
    stranger: /is deleted|being deleted|inside a server only/,
    others: {},
  },
];

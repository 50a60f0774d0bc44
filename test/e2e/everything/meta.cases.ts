import { type Case, FOR_MANAGERS } from './cases';

export const META_CASES: readonly Case[] = [
  { command: 'about', says: { member: /## pwr-bot/, admin: /## pwr-bot/, stranger: /## pwr-bot/ } },
  { command: 'help', says: { member: /feed list/, admin: /feed settings/, stranger: /feed list/ } },
  {
    handler: 'StringSelect meta/help',
    by: 'member',
    on: (driver) => driver.open('member', 'help'),
    values: () => ['feed'],
    says: /feed subscribe/,
    stranger: /feed subscribe/,
  },
  {
    command: 'settings',
    says: { member: FOR_MANAGERS, admin: /Settings of this server/, stranger: FOR_MANAGERS },
  },
  {
    handler: 'Button settings/home',
    by: 'admin',
    on: (driver) => driver.open('admin', 'settings', {}, 'Button settings/feeds'),
    says: /Settings of this server/,
    stranger: FOR_MANAGERS,
    others: { member: FOR_MANAGERS },
  },
];

import { type Case, FOR_MANAGERS, type PressCase } from './cases';

const TEXTS = 'Button settings/welcome/texts/:list';
const ADD = 'Button settings/welcome/texts/:list/add';

const IN_PANEL = {
  by: 'admin',
  on: (driver) => driver.open('admin', 'welcome'),
  says: /welcome/i,
  stranger: FOR_MANAGERS,
  others: { member: FOR_MANAGERS },
} as const satisfies Partial<PressCase>;

const IN_TEXTS = {
  ...IN_PANEL,
  on: (driver) => driver.open('admin', 'welcome', {}, TEXTS),
  says: /message/i,
} as const satisfies Partial<PressCase>;

const IN_LEAVE = {
  ...IN_TEXTS,
  on: async (driver) => driver.pressTo(await driver.open('admin', 'welcome'), 'admin', TEXTS, '/leave'),
} as const satisfies Partial<PressCase>;

export const WELCOME_CASES: readonly Case[] = [
  { command: 'welcome', says: { member: FOR_MANAGERS, admin: /welcome/i, stranger: FOR_MANAGERS } },
  { ...IN_PANEL, handler: 'Button settings/welcome', on: (driver) => driver.open('admin', 'settings') },
  {
    ...IN_PANEL,
    handler: 'ChannelSelect settings/welcome/channel',
    values: ({ harbour }) => [harbour.channelId],
  },
  { ...IN_PANEL, handler: 'Button settings/welcome/switch/:field/:state' },
  { ...IN_PANEL, handler: 'StringSelect settings/welcome/template' },
  { ...IN_PANEL, handler: 'StringSelect settings/welcome/background' },
  {
    ...IN_PANEL,
    handler: 'RoleSelect settings/welcome/role',
    values: ({ places }) => [places.roleId],
    says: /role/i,
  },
  { ...IN_PANEL, handler: 'Button settings/welcome/color', says: /colou?r/i },
  {
    ...IN_PANEL,
    handler: 'Modal settings/welcome/color',
    shownBy: 'Button settings/welcome/color',
    fields: { color: '#123456' },
    says: /#123456/,
  },
  { ...IN_PANEL, handler: 'Button settings/welcome/test/:where' },
  { ...IN_PANEL, handler: TEXTS, says: /message/i },
  { ...IN_TEXTS, handler: ADD },
  {
    ...IN_TEXTS,
    handler: 'Modal settings/welcome/text/:list/:key',
    shownBy: ADD,
    fields: { message: 'Ahoy, {member}!' },
    says: /Ahoy/,
  },
  { ...IN_TEXTS, handler: 'StringSelect settings/welcome/texts/:list/:shown' },
  { ...IN_LEAVE, handler: 'Button settings/welcome/leave/:state' },
  {
    ...IN_LEAVE,
    handler: 'ChannelSelect settings/welcome/leave/channel',
    values: ({ harbour }) => [harbour.channelId],
  },
];

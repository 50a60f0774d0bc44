import type { Case, PressCase } from './cases';

const FOR_OWNERS = /This is for who runs this bot/;

export const OWNER_CASES: readonly Case[] = [
  { command: 'owner export', says: { member: FOR_OWNERS, admin: FOR_OWNERS, owner: /direct message/ } },
  { command: 'owner database', says: { member: FOR_OWNERS, admin: FOR_OWNERS, owner: /## Database/ } },
  // Whatever comes of it, the panel stays.
  databasePress('Button owner/database/backup', /## Database/),
  databasePress('Button owner/database/check', /## Database/),
  databasePress('Button owner/database/tidy', /## Database/),
  databasePress('Button owner/database', /### Backups/),
  {
    command: 'owner unregister',
    says: { member: FOR_OWNERS, admin: FOR_OWNERS, owner: /Take all commands back\?/ },
  },
  {
    handler: 'Button owner/unregister',
    by: 'owner',
    on: (driver) => driver.open('owner', 'owner unregister'),
    says: /The commands are taken back/,
    stranger: FOR_OWNERS,
    others: { member: FOR_OWNERS, admin: FOR_OWNERS },
  },
  {
    command: 'owner register',
    says: { member: FOR_OWNERS, admin: FOR_OWNERS, owner: /Discord now knows \d+ commands for everybody/ },
  },
];

function databasePress(handler: string, says: RegExp): PressCase {
  return {
    handler,
    by: 'owner',
    on: (driver) => driver.open('owner', 'owner database'),
    says,
    stranger: FOR_OWNERS,
    others: { member: FOR_OWNERS, admin: FOR_OWNERS },
  };
}

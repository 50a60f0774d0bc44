import type { StoredMessage } from '../../../sandbox/discord';
import { type Case, FOR_MANAGERS, IN_A_SERVER } from './cases';
import type { Driver } from './driver';
import type { Scene } from './scene';

const DM = { send_into: 'dm' };
const SERVER = { send_into: 'server' };
const LIST_DM = { sent_into: 'dm' };
const LIST_SERVER = { sent_into: 'server' };

const FOLLOWED = /you follow this already/;

const first = ({ series }: Scene): string => series[0] ?? '';
const ofServer = ({ stage }: Scene): string => stage.platforms.world.addManga({ title: 'Of the server' }).url;

/** What was told in the harbour's channel last, once there is something. */
async function release({ scene }: Driver): Promise<StoredMessage> {
  const { stage, harbour } = scene;
  const { world } = stage.platforms;
  const told = (): StoredMessage | undefined =>
    stage.discord
      .messages(harbour.channelId)
      .find(({ components }) => JSON.stringify(components).includes('feed/mute/'));
  if (!told()) {
    const manga = world.addManga({ title: 'Told' });
    await stage.as(harbour.admin).subscribe(manga.url, 'server');
    world.publishChapter(manga.id, { chapter: '1' });
  }
  await stage.until(() => told() !== undefined);
  return told() as StoredMessage;
}

export const FEED_CASES: readonly Case[] = [
  {
    command: 'feed settings',
    options: ({ harbour }) => ({ enabled: true, channel: harbour.channelId }),
    says: { member: FOR_MANAGERS, admin: /<#\d+>/ },
  },
  { command: 'feed settings', says: { stranger: IN_A_SERVER } },
  {
    suggest: 'feed subscribe',
    option: 'links',
    options: () => ({ links: 'Series', send_into: 'dm' }),
    by: 'member',
    offers: /Series \d/,
  },
  {
    command: 'feed subscribe',
    options: ({ series }) => ({ links: series.slice(0, 10).join(','), ...DM }),
    says: { member: /✅/, admin: /✅/, stranger: /✅/ },
  },
  {
    command: 'feed subscribe',
    options: ({ series, animeUrl }) => ({ links: [...series.slice(10), animeUrl].join(' '), ...DM }),
    says: { member: /✅/ },
  },
  {
    command: 'feed subscribe',
    options: (scene) => ({
      ...{ links: ofServer(scene), ...SERVER, languages: 'en, id', prefer_groups: 'A', ignore_groups: 'B' },
      ...{ role: scene.places.roleId, channel: scene.harbour.channelId },
    }),
    says: { member: FOR_MANAGERS, admin: /✅/ },
  },
  {
    command: 'feed subscribe',
    options: (scene) => ({ links: first(scene), ...SERVER }),
    says: { admin: /✅/, stranger: IN_A_SERVER },
  },
  {
    command: 'Follow links in this message',
    target: (driver, role) => driver.scene.write(role, `Read ${first(driver.scene)}`),
    says: { member: FOLLOWED, admin: FOLLOWED, stranger: FOLLOWED },
  },
  {
    suggest: 'feed unsubscribe',
    option: 'links',
    options: () => ({ links: '', send_into: 'dm' }),
    by: 'member',
    offers: /Series \d/,
  },
  { command: 'feed list', options: () => LIST_DM, says: { member: /12 series/, stranger: /10 series/ } },
  {
    command: 'feed list',
    options: () => LIST_SERVER,
    says: { member: /This server follows/, admin: /This server follows/, stranger: IN_A_SERVER },
  },
  ...['Button feed/list/:sentInto/:page/:turn', 'StringSelect feed/list/:sentInto/:page'].map(
    (handler): Case => ({
      handler,
      by: 'member',
      on: (driver) => driver.open('member', 'feed list', LIST_DM),
      says: /Series/,
      stranger: /Series/,
    }),
  ),
  { command: 'feed upcoming', options: () => LIST_DM, says: { member: /Episode 1/, stranger: /announced/ } },
  {
    command: 'feed upcoming',
    options: () => LIST_SERVER,
    says: { member: /announced/, admin: /announced/, stranger: IN_A_SERVER },
  },
  ...['Button feed/upcoming/:sentInto/:page/:turn', 'StringSelect feed/upcoming/:sentInto/:page'].map(
    (handler): Case => ({
      handler,
      by: 'member',
      on: (driver) => driver.open('member', 'feed upcoming', LIST_DM),
      ...(handler.startsWith('StringSelect') && { values: () => ['2'] }),
      says: /Episode 11/,
      stranger: /announced/,
    }),
  ),
  {
    command: 'feed health',
    says: { member: FOR_MANAGERS, admin: /Waiting to be sent/, stranger: /Waiting to be sent/ },
  },
  { command: 'feed test', options: () => DM, says: { member: /sent|arrive/i, stranger: /sent|arrive/i } },
  {
    command: 'feed test',
    options: () => SERVER,
    says: { member: FOR_MANAGERS, admin: /sent|arrive/i, stranger: IN_A_SERVER },
  },
  { command: 'feed pause', options: () => DM, says: { member: /paused/, stranger: /paused/ } },
  { command: 'feed resume', options: () => DM, says: { member: /again|way/, stranger: /again|way/ } },
  {
    command: 'feed pause',
    options: () => SERVER,
    says: { member: FOR_MANAGERS, admin: /paused/, stranger: IN_A_SERVER },
  },
  {
    handler: 'Button feed/resume/:type/:targetId',
    by: 'admin',
    on: (driver) => driver.open('admin', 'feed pause', SERVER),
    says: /again|way/,
    stranger: /\*\*Manage Server\*\*/,
    others: { member: FOR_MANAGERS },
  },
  {
    handler: 'Button feed/resume/:type/:targetId',
    by: 'member',
    on: (driver) => driver.open('member', 'feed pause', DM),
    says: /again|way/,
    stranger: /somebody else’s messages/,
  },
  {
    command: 'feed resume',
    options: () => SERVER,
    says: { member: FOR_MANAGERS, admin: /Nothing is paused/, stranger: IN_A_SERVER },
  },
  {
    handler: 'Button settings/feeds',
    by: 'admin',
    on: (driver) => driver.open('admin', 'settings'),
    says: /## Feeds/,
    stranger: FOR_MANAGERS,
    others: { member: FOR_MANAGERS },
  },
  {
    handler: 'ChannelSelect settings/feeds/channel',
    by: 'admin',
    on: (driver) => driver.open('admin', 'settings', {}, 'Button settings/feeds'),
    values: ({ harbour }) => [harbour.channelId],
    says: /<#\d+>/,
    stranger: FOR_MANAGERS,
    others: { member: FOR_MANAGERS },
  },
  ...['off', 'on'].map((state): Case => ({
    handler: 'Button settings/feeds/switch/:state',
    by: 'admin',
    on: (driver) => driver.open('admin', 'settings', {}, 'Button settings/feeds'),
    says: new RegExp(`\\*\\*State:\\*\\* ${state}`),
    stranger: FOR_MANAGERS,
    others: { member: FOR_MANAGERS },
  })),
  {
    handler: 'Button feed/mute/:feedId',
    by: 'admin',
    on: release,
    says: /silent until/,
    stranger: /follow|\*\*Manage Server\*\*/,
    others: { member: FOR_MANAGERS },
  },
  {
    handler: 'Button feed/unmute/:feedId',
    by: 'admin',
    on: async (driver) => driver.pressTo(await release(driver), 'admin', 'Button feed/mute/:feedId'),
    says: /is told again/,
    stranger: /follow|\*\*Manage Server\*\*/,
    others: { member: FOR_MANAGERS },
  },
  {
    handler: 'Button feed/unsubscribe/:feedId',
    by: 'admin',
    on: release,
    says: /no longer followed here/,
    stranger: /follow|\*\*Manage Server\*\*/,
    others: { member: FOR_MANAGERS },
  },
  {
    command: 'feed unsubscribe',
    options: (scene) => ({ links: first(scene), ...DM }),
    says: { member: /not tell .* any more/, admin: /not tell .* any more/, stranger: /not tell .* any more/ },
  },
  {
    command: 'feed unsubscribe',
    options: (scene) => ({ links: first(scene), ...SERVER }),
    says: { member: FOR_MANAGERS, admin: /not tell .* any more/, stranger: IN_A_SERVER },
  },
];

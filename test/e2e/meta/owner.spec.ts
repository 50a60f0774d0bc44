import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

import { buttonsOf, type Reply, type StoredMessage, textOf } from '../../../sandbox/discord';
import { type Person, textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

const TIMEOUT_MS = 25_000;
const GLOBAL = '/applications/{application_id}/commands';

/** A server of the owners' own, with somebody who may do anything in it and is no owner. */
interface Home {
  readonly guildId: string;
  readonly owner: Person;
  readonly others: readonly [Person, Person];
  readonly administrator: Person;
  readonly variables: Readonly<Record<string, string>>;
}

function homeOn(stage: Stage): Home {
  const { discord } = stage;
  const [owner, second, third, other] = [1, 2, 3, 4].map(() => discord.createUser().id);
  if (!owner || !second || !third || !other) throw new Error('Nobody came');
  const { id: guildId } = discord.createGuild({ ownerId: owner });
  for (const userId of [second, third, other]) discord.addMember(guildId, userId, { permissions: 8n });
  const at = (userId: string): Person => ({ userId, guildId });
  return {
    guildId,
    owner: at(owner),
    others: [at(second), at(third)],
    administrator: at(other),
    variables: {
      ADMIN_ID: [owner, second, third].join(', '),
      ADMIN_GUILD_ID: guildId,
      DATA_PATH: join(stage.folder, 'files'),
    },
  };
}

const use = ({ discord }: Stage, person: Person, subcommand: string): Promise<Reply> =>
  discord.command({ ...person, name: 'owner', path: [subcommand], timeoutMs: TIMEOUT_MS });

const namesIn = ({ discord }: Stage, guildId: string | null): string[] =>
  discord.commands(guildId).map(({ name }) => name);

/** Starts the bot and waits until the owner finds their commands. */
async function startFor(stage: Stage, { guildId, variables }: Home): Promise<void> {
  await stage.start(variables);
  await stage.until(() => namesIn(stage, guildId).includes('owner'));
}

async function press({ discord }: Stage, { userId }: Person, message: StoredMessage): Promise<Reply> {
  return discord.press({ userId, message, customId: 'owner/unregister', timeoutMs: TIMEOUT_MS });
}

function messageOf({ message }: Reply): StoredMessage {
  if (!message) throw new Error('The answer has no message');
  return message;
}

const filesOf = (messages: readonly StoredMessage[]) => messages.flatMap(({ attachments }) => attachments);

describe('the owner’s commands', () => {
  let home: Home;
  const it = onStage({
    variables: (stage) => {
      home = homeOn(stage);
      return home.variables;
    },
  });

  it('are in one server only, for no member by themselves, and in /help for the owner', async (stage) => {
    const harbour = stage.community();
    await stage.until(() => namesIn(stage, home.guildId).includes('owner'));
    const [command] = stage.discord.commands(home.guildId);
    expect(command).toMatchObject({ default_member_permissions: '0', guild_id: home.guildId });
    expect(namesIn(stage, null)).not.toContain('owner');
    expect(stage.discord.commands(harbour.guildId)).toEqual([]);
    const help = async (person: Person): Promise<string> =>
      textIn(await stage.discord.command({ ...person, name: 'help', timeoutMs: TIMEOUT_MS }));
    expect(await help(home.owner)).toMatch(/<\/owner export:\d+>/);
    expect(await help(home.administrator)).not.toContain('owner');
    expect(await help({ userId: home.owner.userId })).not.toContain('owner');
    const readme = readFileSync('README.md', 'utf8');
    for (const { name } of command?.options ?? []) expect(readme).toContain(`| \`/owner ${name}\``);
  });

  it('refuse who is no owner, whatever they may do there, and say so in the log', async (stage) => {
    for (const subcommand of ['register', 'unregister', 'export', 'database']) {
      const reply = await use(stage, home.administrator, subcommand);
      expect(reply.ephemeral).toBe(true);
      expect(textIn(reply)).toContain('This is for who runs this bot');
    }
    expect(stage.log).toContain(`${home.administrator.userId} is no owner and was refused unregister`);
    expect(namesIn(stage, null)).toContain('feed');
    expect(stage.discord.directMessages(home.administrator.userId)).toEqual([]);
  });

  it('export every table to the owner in private, and nowhere else', async (stage) => {
    const harbour = stage.community();
    await harbour.follow(stage.platforms.world.addManga().url);
    const reply = await use(stage, home.owner, 'export');
    expect(reply.ephemeral).toBe(true);
    expect(textIn(reply)).toContain('comes to you in a direct message');
    const inPrivate = () => stage.discord.directMessages(home.owner.userId);
    await stage.until(() => inPrivate().some((message) => textOf(message).includes('Sent:')));
    const files = filesOf(inPrivate());
    expect(files.map(({ filename }) => filename)).toEqual(
      expect.arrayContaining(['feeds.jsonl.gz', 'server_settings.jsonl.gz', 'voice_sessions.jsonl.gz']),
    );
    const settings = files.find(({ filename }) => filename === 'server_settings.jsonl.gz');
    expect(gunzipSync(settings?.data ?? '').toString()).toContain(`"guild_id":"${harbour.guildId}"`);
    expect(textOf(inPrivate()[0] as StoredMessage)).toContain(`Sent: ${files.length} files`);
    expect(JSON.stringify(files.map(({ data }) => gunzipSync(data).toString()))).not.toContain(
      stage.discord.token,
    );
    expect(readdirSync(join(stage.folder, 'files'))).not.toContain('export');
    const uploads = stage.discord.requests.filter((request) => request.files.length > 0);
    const [{ channelId } = { channelId: '' }] = inPrivate();
    expect(new Set(uploads.map(({ path }) => path))).toEqual(new Set([`/channels/${channelId}/messages`]));
  });

  it('show the database, and back it up, check it and give space back at a press', async (stage) => {
    const { userId } = home.owner;
    let reply = await use(stage, home.owner, 'database');
    expect(reply.ephemeral).toBe(true);
    expect(textIn(reply)).toContain(stage.databasePath);
    const then = async (customId: string, says: string): Promise<void> => {
      reply = await stage.discord.press({
        userId,
        message: messageOf(reply),
        customId,
        timeoutMs: TIMEOUT_MS,
      });
      await stage.until(() => {
        const shown = stage.discord.message(messageOf(reply).id);
        return shown !== undefined && textOf(shown).includes(says);
      });
    };
    await then('owner/database/backup', 'the copy was checked and counted');
    await then('owner/database/check', 'The database is sound');
    await then('owner/database/tidy', 'query planner');
    await then('owner/database', 'npm run db:restore -- ');
    expect(readdirSync(join(stage.folder, 'files/backups'))).toHaveLength(1);
    expect(stage.log).toContain('Backed up');
  });

  it('tell who exports what to do where direct messages are closed, and export after that', async (stage) => {
    const { discord } = stage;
    const [owner] = home.others;
    const { userId } = owner;
    discord.faults.next({
      method: 'POST',
      route: '/channels/{channel_id}/messages',
      status: 403,
      body: { message: 'Cannot send messages to this user', code: 50007 },
    });
    const refused = await use(stage, owner, 'export');
    expect(textIn(refused)).toContain('Allow direct messages');
    expect(discord.directMessages(userId)).toEqual([]);
    await use(stage, owner, 'export');
    await stage.until(() => discord.directMessages(userId).some((each) => textOf(each).includes('Sent:')));
    expect(filesOf(discord.directMessages(userId)).length).toBeGreaterThan(0);
  });

  it('keep what Discord does not take of an export, and say where', async (stage) => {
    const { discord } = stage;
    const [, owner] = home.others;
    const { userId } = owner;
    const route = '/channels/{channel_id}/messages';
    // The first says that it begins; the one with files is refused.
    discord.faults.next({ method: 'POST', route, delayMs: 1 });
    discord.faults.next({
      method: 'POST',
      route,
      status: 413,
      body: { message: 'Request entity too large', code: 40005 },
    });
    await use(stage, owner, 'export');
    const text = () => discord.directMessages(userId).map(textOf).join('\n');
    await stage.until(() => text().includes('They lie in'));
    expect(text()).toContain('Request entity too large');
    expect(readdirSync(join(stage.folder, 'files/export'))).toContain('feeds.jsonl.gz');
  });
});

describe('the commands of all, in the hands of the owner', () => {
  const it = onStage({ started: false, alone: true });

  it('are taken back after a question, until the next start', async (stage) => {
    const home = homeOn(stage);
    await startFor(stage, home);
    const question = await use(stage, home.owner, 'unregister');
    expect(question.ephemeral).toBe(true);
    expect(textIn(question)).toContain('The next start registers them again, unless');
    expect(namesIn(stage, null)).toContain('feed');
    const done = await press(stage, home.owner, messageOf(question));
    expect(textIn(done)).toContain('The commands are taken back');
    expect(buttonsOf(messageOf(done))).toEqual([]);
    expect(namesIn(stage, null)).toEqual([]);
    expect(namesIn(stage, home.guildId)).toEqual(['owner']);
    await stage.stop();
    stage.launch({ ...home.variables, ENABLE_AUTOREGISTER_CMD: 'false' });
    await stage.loggedIn(stage.bot);
    await sleep(1_000);
    expect(namesIn(stage, null)).toEqual([]);
    const again = await use(stage, home.owner, 'unregister');
    expect(textIn(again)).toContain('They stay away until `/owner register`');
    const told = await use(stage, home.owner, 'register');
    expect(textIn(told)).toMatch(/Discord now knows \d+ commands for everybody and 1 command for you/);
    expect(namesIn(stage, null)).toContain('feed');
    await press(stage, home.owner, messageOf(await use(stage, home.owner, 'unregister')));
    expect(namesIn(stage, null)).toEqual([]);
    await stage.restart(home.variables);
    expect(namesIn(stage, null)).toContain('feed');
  });

  it('stay away although an attempt of before would be repeated', async (stage) => {
    const home = homeOn(stage);
    // discord.js tries four times itself; the second attempt of ours would come two seconds later.
    stage.discord.faults.next({ method: 'PUT', route: GLOBAL, status: 500, times: 4 });
    await stage.loggedIn(stage.launch(home.variables));
    await stage.until(() => stage.log.includes('trying again in'));
    await press(stage, home.owner, messageOf(await use(stage, home.owner, 'unregister')));
    await sleep(5_000);
    expect(namesIn(stage, null)).toEqual([]);
  });

  it('keep their place while the owner’s leave one server and come to another that the bot joins later', async (stage) => {
    const [old, next] = [homeOn(stage), homeOn(stage)];
    stage.discord.removeBot(next.guildId);
    await startFor(stage, old);
    await stage.restart(next.variables);
    await stage.until(() => namesIn(stage, old.guildId).length === 0);
    await stage.until(() => stage.log.includes('Discord does not let me into the server ADMIN_GUILD_ID'));
    stage.discord.addBot(next.guildId);
    await stage.until(() => namesIn(stage, next.guildId).includes('owner'));
    expect(namesIn(stage, null)).toContain('feed');
  });
});

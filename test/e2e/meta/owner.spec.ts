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

/** A server of the owner's own, with somebody who may do anything in it and is no owner. */
interface Home {
  readonly guildId: string;
  readonly owner: Person;
  readonly administrator: Person;
  readonly variables: Readonly<Record<string, string>>;
}

function homeOn({ discord }: Stage): Home {
  const [owner, other] = [discord.createUser(), discord.createUser()];
  const { id: guildId } = discord.createGuild({ ownerId: owner.id, members: [owner, other] });
  discord.addMember(guildId, other.id, { permissions: 8n });
  return {
    guildId,
    owner: { userId: owner.id, guildId },
    administrator: { userId: other.id, guildId },
    variables: { ADMIN_ID: owner.id, ADMIN_GUILD_ID: guildId },
  };
}

const use = ({ discord }: Stage, person: Person, subcommand: string): Promise<Reply> =>
  discord.command({ ...person, name: 'owner', path: [subcommand], timeoutMs: TIMEOUT_MS });

const namesIn = ({ discord }: Stage, guildId: string | null): string[] =>
  discord.commands(guildId).map(({ name }) => name);

/** Starts the bot and waits until the owner finds their commands. */
async function startFor(stage: Stage, { guildId, variables }: Home): Promise<void> {
  await stage.start({ ...variables, DATA_PATH: join(stage.folder, 'files') });
  await stage.until(() => namesIn(stage, guildId).includes('owner'));
}

async function press({ discord }: Stage, { userId }: Person, message: StoredMessage): Promise<Reply> {
  return discord.press({ userId, message, customId: 'owner/unregister', timeoutMs: TIMEOUT_MS });
}

function messageOf({ message }: Reply): StoredMessage {
  if (!message) throw new Error('The answer has no message');
  return message;
}

describe('the owner’s commands', () => {
  const it = onStage({ started: false, alone: true });

  it('are in one server only, for no member by themselves, and in /help for the owner', async (stage) => {
    const home = homeOn(stage);
    const harbour = stage.community();
    await startFor(stage, home);
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
    const home = homeOn(stage);
    await startFor(stage, home);
    for (const subcommand of ['register', 'unregister', 'export']) {
      const reply = await use(stage, home.administrator, subcommand);
      expect(reply.ephemeral).toBe(true);
      expect(textIn(reply)).toContain('This is for who runs this bot');
    }
    expect(stage.log).toContain(`${home.administrator.userId} is no owner and was refused unregister`);
    expect(namesIn(stage, null)).toContain('feed');
    expect(stage.discord.directMessages(home.administrator.userId)).toEqual([]);
  });

  it('take the others back after a question, until the next start', async (stage) => {
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
  });

  it('come back with the next start', async (stage) => {
    const home = homeOn(stage);
    await startFor(stage, home);
    await press(stage, home.owner, messageOf(await use(stage, home.owner, 'unregister')));
    expect(namesIn(stage, null)).toEqual([]);
    await stage.restart(home.variables);
    expect(namesIn(stage, null)).toContain('feed');
  });

  it('win over a registration that is still being tried', async (stage) => {
    const home = homeOn(stage);
    // discord.js tries four times itself; the second attempt of ours would come two seconds later.
    stage.discord.faults.next({ method: 'PUT', route: GLOBAL, status: 500, times: 4 });
    await stage.loggedIn(stage.launch(home.variables));
    await stage.until(() => stage.log.includes('trying again in'));
    await press(stage, home.owner, messageOf(await use(stage, home.owner, 'unregister')));
    await sleep(5_000);
    expect(namesIn(stage, null)).toEqual([]);
  });

  it('leave a server that is the owner’s no longer, and come to one that the bot joins later', async (stage) => {
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

describe('/owner export', () => {
  const it = onStage({ started: false, alone: true });

  const filesOf = (messages: readonly StoredMessage[]) => messages.flatMap(({ attachments }) => attachments);

  it('sends every table as files to the owner in private', async (stage) => {
    const home = homeOn(stage);
    const harbour = stage.community();
    await startFor(stage, home);
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
    const places = [home.guildId, harbour.guildId].flatMap((id) => stage.discord.messages(id));
    expect(filesOf(places)).toEqual([]);
  });

  it('tells what to do where direct messages are closed, and works after that', async (stage) => {
    const { discord } = stage;
    const home = homeOn(stage);
    await startFor(stage, home);
    const { userId } = home.owner;
    discord.faults.next({
      method: 'POST',
      route: '/channels/{channel_id}/messages',
      status: 403,
      body: { message: 'Cannot send messages to this user', code: 50007 },
    });
    const refused = await use(stage, home.owner, 'export');
    expect(textIn(refused)).toContain('Allow direct messages');
    expect(discord.directMessages(userId)).toEqual([]);
    await use(stage, home.owner, 'export');
    await stage.until(() => filesOf(discord.directMessages(userId)).length > 0);
  });

  it('keeps what Discord does not take, and says where', async (stage) => {
    const { discord } = stage;
    const home = homeOn(stage);
    await startFor(stage, home);
    const { userId } = home.owner;
    const route = '/channels/{channel_id}/messages';
    // The first says that it begins; the one with files is refused.
    discord.faults.next({ method: 'POST', route, delayMs: 1 });
    discord.faults.next({
      method: 'POST',
      route,
      status: 413,
      body: { message: 'Request entity too large', code: 40005 },
    });
    await use(stage, home.owner, 'export');
    const text = () => discord.directMessages(userId).map(textOf).join('\n');
    await stage.until(() => text().includes('They lie in'));
    expect(text()).toContain('Request entity too large');
    expect(readdirSync(join(stage.folder, 'files/export'))).toContain('feeds.jsonl.gz');
  });
});

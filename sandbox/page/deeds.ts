import { ChannelType, PermissionFlagsBits } from 'discord.js';
import type { DeedRequest } from './protocol';
import type { SandboxSession } from './sandbox-session';

const LONGEST_PASS_MS = 31 * 86_400_000;
const MESSAGES = '/channels/{channel_id}/messages';

type Deed = (session: SandboxSession, details: Details) => void | Promise<void>;

/** A deed that cannot be done like that; the message is for whoever asked. */
export class DeedError extends Error {}

/** What the page sends along, checked as it is read. */
class Details {
  constructor(private readonly given: DeedRequest) {}

  text(name: string): string {
    const value = this.given[name];
    if (typeof value !== 'string' || value === '') throw new DeedError(`"${name}" is missing`);
    return value;
  }

  number(name: string, otherwise?: number): number {
    const value = this.given[name] ?? otherwise;
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw new DeedError(`"${name}" is not a number`);
    return value;
  }

  flag(name: string): boolean {
    return this.given[name] === true;
  }

  has(name: string): boolean {
    return this.given[name] !== undefined;
  }
}

const WORLD: Record<string, Deed> = {
  'publish-chapters': ({ catalogue }, details) => {
    catalogue.publishChapters(details.text('id'), Math.min(30, details.number('count', 1)));
  },
  'publish-by-two-groups': ({ catalogue }, details) => {
    catalogue.publishByTwoGroups(details.text('id'));
  },
  'publish-late': ({ catalogue }, details) => {
    catalogue.publishLate(details.text('id'));
  },
  'schedule-chapter': ({ catalogue }, details) => {
    catalogue.scheduleChapter(details.text('id'), details.number('inMs'));
  },
  'air-episode': ({ catalogue }, details) => {
    catalogue.airEpisode(Number(details.text('id')));
  },
  'reschedule-episode': ({ catalogue }, details) => {
    catalogue.rescheduleEpisode(Number(details.text('id')), details.number('inMs'));
  },
  'print-headline': ({ catalogue }, details) => {
    catalogue.printHeadline(details.text('title').slice(0, 200));
  },
};

const PEOPLE: Record<string, Deed> = {
  'voice-move': ({ discord, town }, details) => {
    const channelId = details.text('channelId');
    discord.setVoiceState(town.guild.id, details.text('userId'), { channelId });
  },
  'voice-leave': ({ discord, town }, details) => {
    discord.setVoiceState(town.guild.id, details.text('userId'), { channelId: null });
  },
  'voice-change': ({ discord, town }, details) => {
    const flags = ['selfMute', 'selfDeaf', 'mute', 'deaf', 'selfStream', 'selfVideo'].filter((name) =>
      details.has(name),
    );
    const change = Object.fromEntries(flags.map((name) => [name, details.flag(name)]));
    discord.setVoiceState(town.guild.id, details.text('userId'), change);
  },
  say: ({ discord }, details) => {
    const userId = details.text('userId');
    const channelId = details.has('channelId')
      ? details.text('channelId')
      : discord.openDirectChannel(userId);
    discord.say(userId, channelId, details.text('content').slice(0, 2_000));
  },
  'member-join': ({ discord, town }, details) => {
    discord.addMember(town.guild.id, details.text('userId'));
  },
  'member-new': (session, details) => {
    const globalName = details.text('name').slice(0, 32);
    const username = `guest${session.everybody().length}`;
    const user = session.discord.createUser({ username, globalName });
    session.newcomers.push(user);
    session.discord.addMember(session.town.guild.id, user.id);
  },
  'member-leave': ({ discord, town }, details) => {
    discord.removeMember(town.guild.id, details.text('userId'));
  },
  'accept-dms': (session, details) => {
    const user = session.everybody().find(({ id }) => id === details.text('userId'));
    if (user) user.acceptsDms = details.flag('accepts');
  },
};

const TROUBLE: Record<string, Deed> = {
  pass: (session, details) => {
    const ms = details.number('ms');
    if (!(ms > 0 && ms <= LONGEST_PASS_MS)) throw new DeedError('Up to 31 days can pass at once');
    // Nobody waits for days to pass: the page sees how much is left.
    void session.time.pass(ms);
  },
  'gateway-cut': ({ discord }) => {
    discord.gateway.cut();
  },
  'discord-outage': ({ discord }, details) => {
    discord.faults.outage(details.flag('isOut'));
  },
  'discord-fault': ({ discord }, details) => {
    discord.faults.next({
      method: 'POST',
      route: MESSAGES,
      status: details.number('status'),
      times: Math.min(20, details.number('times', 3)),
    });
  },
  'anilist-outage': ({ platforms }, details) => {
    platforms.anilist.faults.outage(details.flag('isOut'));
  },
  'mangadex-outage': ({ platforms }, details) => {
    platforms.mangadex.faults.outage(details.flag('isOut'));
  },
  'feeds-outage': ({ catalogue }, details) => {
    catalogue.setFeedsOut(details.flag('isOut'));
  },
  'permit-bot': ({ discord, town }, details) => {
    const overwrite = { id: town.guild.id, type: 0 } as const;
    const deny = details.flag('permitted') ? 0n : PermissionFlagsBits.SendMessages;
    discord.setOverwrite(details.text('channelId'), { ...overwrite, deny });
  },
  'delete-channel': ({ discord }, details) => {
    discord.deleteChannel(details.text('channelId'));
  },
  'create-channel': ({ discord, town }, details) => {
    const name = details.text('name').slice(0, 100);
    const type = details.flag('voice') ? ChannelType.GuildVoice : ChannelType.GuildText;
    discord.createChannel(town.guild.id, { name, type });
  },
  'kill-bot': async ({ bot }) => {
    await bot?.kill();
  },
  'stop-bot': async ({ bot }) => {
    await bot?.stop();
  },
  'start-bot': (session) => {
    session.startBot();
  },
};

const DEEDS: Record<string, Deed> = { ...WORLD, ...PEOPLE, ...TROUBLE };

/** @throws DeedError for a deed that is unknown or lacks something. */
export async function doDeed(session: SandboxSession, request: DeedRequest): Promise<void> {
  const deed = Object.hasOwn(DEEDS, request.deed) ? DEEDS[request.deed] : undefined;
  if (deed === undefined) throw new DeedError(`Nobody knows how to "${request.deed}"`);
  await deed(session, new Details(request));
}

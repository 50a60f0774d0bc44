import { PermissionFlagsBits } from 'discord.js';

import type { SandboxDiscord, StoredMessage } from '../../sandbox/discord';
import type { SeededRandom } from '../support/seeded-random';
import { GROUPS } from './manga-desk';
import { Subscriber, type Wishes } from './subscriber';

const GUILDS = 3;
const MEMBERS = 10;
const LANGUAGES: readonly [readonly string[], ...(readonly string[])[]] = [
  [],
  ['en'],
  ['id', 'en'],
  ['en', 'id'],
  ['id'],
];

/** Wants what nobody has wanted so far. */
const NEWCOMER: Wishes = { languages: ['es'], preferred: [], ignored: [] };

export interface GuildPlace {
  readonly subscriber: Subscriber;
  /** Where it is told in general. */
  readonly channelId: string;
  /** Where it is told of some series only. */
  readonly ownChannelId: string;
}

/** The guilds and people of the day. */
export class Community {
  readonly guilds: readonly GuildPlace[];
  readonly members: readonly Subscriber[];
  private readonly users = new Map<string, { acceptsDms: boolean }>();

  constructor(
    private readonly discord: SandboxDiscord,
    private readonly random: SeededRandom,
  ) {
    this.guilds = Array.from({ length: GUILDS }, (_, n) => this.found(n));
    const home = this.guilds[0]?.subscriber.guildId ?? '';
    this.members = Array.from({ length: MEMBERS }, (_, n) => {
      const user = discord.createUser({ username: `member-${n}` });
      this.users.set(user.id, user);
      discord.addMember(home, user.id);
      const inbox = (): readonly StoredMessage[] => discord.directMessages(user.id);
      const wishes = n < MEMBERS - 1 ? this.wishes() : NEWCOMER;
      return new Subscriber(`member-${n}`, user.id, null, wishes, inbox);
    });
  }

  get all(): readonly Subscriber[] {
    return [...this.guilds.map(({ subscriber }) => subscriber), ...this.members];
  }

  /** Whether a member lets the bot write to them. */
  acceptDms(member: Subscriber, accepts: boolean): void {
    const user = this.users.get(member.userId);
    if (user) user.acceptsDms = accepts;
  }

  /** Whether the bot may write into a guild's channel; without it, it cannot see it either, or only not write. */
  permit({ subscriber, channelId }: GuildPlace, isPermitted: boolean): void {
    const flag = this.random.pick([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]);
    const overwrite = { id: subscriber.guildId ?? '', type: 0 } as const;
    this.discord.setOverwrite(channelId, isPermitted ? overwrite : { ...overwrite, deny: flag });
  }

  private found(n: number): GuildPlace {
    const { discord } = this;
    const admin = discord.createUser({ username: `admin-${n}` });
    const { id: guildId } = discord.createGuild({ name: `Guild ${n}`, ownerId: admin.id });
    const channels = ['releases', 'favourites'].map((name) => discord.createChannel(guildId, { name }).id);
    const [channelId = '', ownChannelId = ''] = channels;
    const inbox = (): readonly StoredMessage[] =>
      channels.flatMap((id) => discord.messages(id)).sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    const subscriber = new Subscriber(`guild-${n}`, admin.id, guildId, this.wishes(), inbox);
    return { subscriber, channelId, ownChannelId };
  }

  private wishes(): Wishes {
    const { random } = this;
    const [liked, disliked] = random.next() < 0.5 ? [GROUPS[0], GROUPS[1]] : [GROUPS[1], GROUPS[2]];
    return {
      languages: random.pick(LANGUAGES),
      preferred: random.next() < 0.4 ? [liked] : [],
      ignored: random.next() < 0.4 ? [disliked] : [],
    };
  }
}

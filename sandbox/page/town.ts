import { ChannelType, PermissionFlagsBits } from 'discord.js';
import { drawAvatar, MOTIFS } from './avatars';
import type { ChannelRecord, GuildRecord, SandboxDiscord, UserRecord } from '../discord';

export interface Resident {
  readonly user: UserRecord;
  /** Who they are, in a few words. */
  readonly about: string;
  /** The chance of an evening in voice; 0 for who was never there. */
  readonly habit: number;
}

/** The guild that the visitor finds, with everybody and every place in it. */
export interface Town {
  readonly guild: GuildRecord;
  readonly residents: readonly Resident[];
  readonly admin: UserRecord;
  readonly reader: UserRecord;
  readonly chapters: ChannelRecord;
  readonly general: ChannelRecord;
  readonly harbour: ChannelRecord;
  readonly quiet: ChannelRecord;
}

/** Half of them have chosen a picture. */
const AVATARS: Readonly<Record<string, keyof typeof MOTIFS>> = {
  rowan: 'boat',
  mika: 'cat',
  hikari: 'moon',
  olga: 'leaf',
  zoe: 'wave',
};

type Described = readonly [username: string, globalName: string, about: string, habit: number];

const ADMIN: Described = ['rowan', 'Rowan', 'Owner of the server and of the bot', 0.6];
const READER: Described = ['mika', 'Mika', 'Member: reads manga', 0.75];
const OTHERS: readonly Described[] = [
  ['ines', 'Inês', 'Moderator: may manage the server', 0.45],
  ['hikari', '星野ひかり', 'Member: the night owl', 0.9],
  ['olga', 'Ольга', 'Member', 0.5],
  ['omar', 'عمر', 'Member', 0.35],
  ['haneul', '김하늘', 'Member', 0.4],
  ['ananya', 'अनन्या', 'Member', 0.25],
  ['somchai', 'สมชาย', 'Member', 0.2],
  ['noa', 'נועה', 'Member', 0.15],
  ['zoe', 'Zoë 🌊', 'Member', 0.3],
  ['bo', 'Bo', 'Member: deafened in voice', 0.3],
  ['wren', 'Wren', 'Newcomer: has done nothing yet', 0],
];

export function foundTown(discord: SandboxDiscord): Town {
  const settle = ([username, globalName, about, habit]: Described): Resident => ({
    user: discord.createUser({ username, globalName, ...avatarOf(username) }),
    about,
    habit,
  });
  const [admin, reader] = [settle(ADMIN), settle(READER)];
  const residents = [admin, reader, ...OTHERS.map(settle)];
  const musicBox = discord.createUser({ username: 'music-box', globalName: 'Music Box', bot: true });
  const guild = discord.createGuild({
    name: 'The Harbour',
    ownerId: admin.user.id,
    members: [...residents.map(({ user }) => user), musicBox],
  });
  const moderator = discord.createRole(guild.id, {
    name: 'Moderator',
    permissions: PermissionFlagsBits.ManageGuild,
  });
  discord.createRole(guild.id, { name: 'Readers' });
  const ines = residents.find(({ user }) => user.username === 'ines');
  if (ines) discord.addMember(guild.id, ines.user.id, { roles: [moderator.id] });

  const [general, harbour] = [...guild.channels.values()];
  if (general === undefined || harbour === undefined) throw new Error('A new guild has two channels');
  discord.updateChannel(harbour.id, { name: 'Harbour' });
  const chapters = discord.createChannel(guild.id, { name: 'new-chapters' });
  discord.createThread(chapters.id, 'Salt and Starlight');
  discord.createChannel(guild.id, { name: 'series', type: ChannelType.GuildForum, tags: ['Manga', 'Anime'] });
  const quiet = discord.createChannel(guild.id, { name: 'Quiet room', type: ChannelType.GuildVoice });
  const afk = discord.createChannel(guild.id, { name: 'AFK', type: ChannelType.GuildVoice });
  discord.setAfkChannel(guild.id, afk.id);
  const town = { guild, admin: admin.user, reader: reader.user, chapters, general, harbour, quiet };
  const others = [{ user: musicBox, about: 'A bot that plays music', habit: 0 }];
  return { ...town, residents: [...residents, ...others] };
}

/** Some are in voice as the visitor arrives. */
export function fillVoice(discord: SandboxDiscord, { guild, residents, harbour, quiet }: Town): void {
  const join = (
    username: string,
    channelId: string,
    change: { selfMute?: boolean; selfDeaf?: boolean },
  ): void => {
    const found = residents.find(({ user }) => user.username === username);
    if (found) discord.setVoiceState(guild.id, found.user.id, { channelId, ...change });
  };
  join('hikari', harbour.id, {});
  join('olga', harbour.id, { selfMute: true });
  join('music-box', harbour.id, {});
  join('bo', quiet.id, { selfMute: true, selfDeaf: true });
}

function avatarOf(username: string): { avatar?: Buffer } {
  const motif = AVATARS[username];
  return motif === undefined ? {} : { avatar: drawAvatar(motif) };
}

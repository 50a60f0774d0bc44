import { ChannelType } from 'discord.js';

import { Community } from '../support/community';
import type { Person } from '../support/feed-commands';
import type { Stage } from '../support/stage';
import type { Role } from './cases';

/** More than a page of any list. */
const MANY = 11;
const HOUR_MS = 3_600_000;

/** The people and places of the play. */
export class Scene {
  readonly harbour: Community;
  /** Where the owner's commands are. */
  readonly homeId: string;
  /** Of the harbour, for settings. */
  readonly places: { readonly voiceId: string; readonly categoryId: string; readonly roleId: string };
  /** More series than a page has. */
  readonly series: readonly string[];
  /** Has more coming than a page has. */
  readonly animeUrl: string;
  private readonly people: Record<Role, Person>;
  private readonly ofHome: Partial<Record<Role, Person>>;

  constructor(readonly stage: Stage) {
    const { discord, platforms } = stage;
    this.harbour = Community.found(stage);
    const island = Community.found(stage);
    const [owner, administrator, guest] = [1, 2, 3].map(() => discord.createUser().id);
    if (!owner || !administrator || !guest) throw new Error('Nobody came');
    this.homeId = discord.createGuild({ ownerId: owner }).id;
    discord.addMember(this.homeId, administrator, { permissions: 8n });
    discord.addMember(this.homeId, guest);
    const home = (userId: string): Person => ({ userId, guildId: this.homeId });
    this.ofHome = { owner: home(owner), admin: home(administrator), member: home(guest) };
    this.people = {
      member: this.harbour.member,
      admin: this.harbour.admin,
      owner: home(owner),
      stranger: { userId: island.member.userId },
    };
    this.strangersGuildId = island.guildId;
    const { guildId } = this.harbour;
    this.places = {
      voiceId: discord.createChannel(guildId, { name: 'lobby', type: ChannelType.GuildVoice }).id,
      categoryId: discord.createChannel(guildId, { name: 'rooms', type: ChannelType.GuildCategory }).id,
      roleId: discord.createRole(guildId, { name: 'readers' }).id,
    };
    const { world } = platforms;
    this.series = Array.from({ length: MANY }, (_, n) => world.addManga({ title: `Series ${n}` }).url);
    const anime = world.addAnime({ episodes: null });
    this.animeUrl = anime.url;
    for (let n = 1; n <= MANY; n++) world.scheduleEpisode(anime.id, n, Date.now() + n * HOUR_MS);
  }

  /** Where a stranger is at home, and may manage nothing either. */
  readonly strangersGuildId: string;

  get variables(): Record<string, string> {
    return { ADMIN_ID: this.people.owner.userId, ADMIN_GUILD_ID: this.homeId };
  }

  /** @param guildId of a command that is in one guild only. */
  person(role: Role, guildId: string | null = null): Person {
    return (guildId === this.homeId ? this.ofHome[role] : undefined) ?? this.people[role];
  }

  /** A message where somebody uses commands; who wrote it does not matter. @returns its id. */
  async write(role: Role, content: string): Promise<string> {
    const { discord } = this.stage;
    const { message } = await discord.command({ ...this.person(role), name: 'about', timeoutMs: 25_000 });
    const answer = await fetch(`${discord.apiUrl}/v10/channels/${message?.channelId ?? ''}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content, allowed_mentions: { parse: [] } }),
    });
    return ((await answer.json()) as { id: string }).id;
  }

  /** More people than a page of a board has are in voice, from now on. */
  fillVoice(): void {
    const { discord } = this.stage;
    const { guildId, admin, member } = this.harbour;
    const others = Array.from({ length: MANY }, () => discord.createUser().id);
    for (const userId of others) discord.addMember(guildId, userId);
    for (const userId of [admin.userId, member.userId, ...others]) {
      discord.setVoiceState(guildId, userId, { channelId: this.places.voiceId });
    }
  }
}

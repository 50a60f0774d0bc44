import { PermissionFlagsBits } from 'discord.js';

import { textOf } from '../../../sandbox/discord';
import type { Person } from './feed-commands';
import type { Stage } from './stage';

/** A guild, the people in it and the channel where it wants its news. */
export class Community {
  private constructor(
    private readonly stage: Stage,
    readonly guildId: string,
    /** May manage the server, and nothing else that others may not. */
    readonly admin: Person,
    readonly member: Person,
    readonly channelId: string,
  ) {}

  static found(stage: Stage): Community {
    const { discord } = stage;
    const [admin, member] = [discord.createUser(), discord.createUser()];
    const { id: guildId } = discord.createGuild({ members: [admin, member] });
    discord.addMember(guildId, admin.id, { permissions: PermissionFlagsBits.ManageGuild });
    const channel = discord.createChannel(guildId, { name: 'news' });
    const at = (userId: string): Person => ({ userId, guildId });
    return new Community(stage, guildId, at(admin.id), at(member.id), channel.id);
  }

  /** Chooses the channel and subscribes the server. */
  async follow(links: string, channelId = this.channelId): Promise<void> {
    const admin = this.stage.as(this.admin);
    expect(await admin.settings({ channel: channelId })).toContain(`<#${channelId}>`);
    expect(await admin.subscribe(links, 'server')).toContain('I will tell this server');
  }

  /** What was told in the channel, oldest first. */
  told(channelId = this.channelId): string[] {
    return this.stage.discord.messages(channelId).map(textOf);
  }

  /** What the member was told in direct messages. */
  toldMember(): string[] {
    return this.stage.discord.directMessages(this.member.userId).map(textOf);
  }
}

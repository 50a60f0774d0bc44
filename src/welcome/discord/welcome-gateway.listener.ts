import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Client, Events, GatewayDispatchEvents } from 'discord.js';

import { Clock } from '../../common';
import { AppConfig } from '../../config';
import type { Passage } from '../greeting';
import { WelcomeService } from '../welcome.service';
import { type MemberPayload, readMember } from './read-member-payload';

const AVATAR = { extension: 'webp', forceStatic: true, size: 256 } as const;

/**
 * Hears who comes and goes from the payloads themselves: discord.js says nothing of members who are not in its cache, which
 * holds none, and nothing of those who came while a connection was lost.
 */
@Injectable()
export class WelcomeGatewayListener implements OnModuleInit {
  constructor(
    private readonly client: Client,
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly welcome: WelcomeService,
  ) {}

  onModuleInit(): void {
    if (!this.config.welcomeEnabled) return;
    this.client.on(Events.Raw, (packet: unknown) => {
      this.receive(packet as { readonly t?: unknown; readonly d?: unknown });
    });
  }

  private receive({ t: name, d: data }: { readonly t?: unknown; readonly d?: unknown }): void {
    switch (name) {
      case GatewayDispatchEvents.GuildMemberAdd: {
        const member = readMember(data);
        // discord.js counts the guild's members right after it has told us.
        if (member)
          queueMicrotask(() => {
            this.joined(member);
          });
        return;
      }
      case GatewayDispatchEvents.GuildMemberRemove: {
        const member = readMember(data);
        if (member)
          queueMicrotask(() => {
            this.left(member);
          });
        return;
      }
      case GatewayDispatchEvents.GuildMemberUpdate: {
        const member = readMember(data);
        if (member && !member.isPending) this.welcome.agreed(member.guildId, member.userId);
      }
    }
  }

  private joined(member: MemberPayload): void {
    const { isBot, isPending, joinedAt } = member;
    const passage = this.passageOf(member);
    if (passage)
      this.welcome.joined({ ...passage, isBot, isPending, joinedAt: joinedAt ?? this.clock.now() });
  }

  private left(member: MemberPayload): void {
    const passage = this.passageOf(member);
    if (passage) this.welcome.left({ ...passage, isBot: member.isBot });
  }

  private passageOf({ guildId, userId, name, handle, guildAvatar, avatar }: MemberPayload): Passage | null {
    const guild = this.client.guilds.cache.get(guildId);
    if (!guild) return null;
    const { cdn } = this.client.rest;
    const avatarUrl =
      guildAvatar !== null
        ? cdn.guildMemberAvatar(guildId, userId, guildAvatar, AVATAR)
        : avatar !== null
          ? cdn.avatar(userId, avatar, AVATAR)
          : null;
    return { guildId, userId, name, handle, avatarUrl, memberCount: guild.memberCount };
  }
}

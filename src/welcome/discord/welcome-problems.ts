import { Injectable } from '@nestjs/common';
import { Client } from 'discord.js';

import type { Snowflake } from '../../common';
import { timestamp } from '../../discord';
import type { WelcomeSettings } from '../../settings';
import { WelcomeNotes } from '../welcome-notes';
import { channelProblem } from './channel-problem';
import { roleProblem } from './role-problem';

/** What keeps a guild's welcome from working, as things are now. */
@Injectable()
export class WelcomeProblems {
  constructor(
    private readonly client: Client,
    private readonly notes: WelcomeNotes,
  ) {}

  /** Sentences for an admin. */
  list(guildId: Snowflake, settings: WelcomeSettings): string[] {
    const { channelId, picture, roleId } = settings;
    const guild = this.client.guilds.cache.get(guildId);
    const found = [
      channelId === null ? null : channelProblem(this.client, channelId, { withFile: picture }),
      this.ofLeaving(settings)[0] ?? null,
      roleId === null || !guild ? null : roleProblem(guild, roleId),
    ].filter((problem) => problem !== null);
    const note = this.notes.find(guildId);
    // What holds still is said above.
    const isOver = note && !found.includes(note.text);
    return [...new Set(found), ...(isOver ? [`${timestamp(note.at, 'R')}: ${note.text}`] : [])];
  }

  ofLeaving({ leaveEnabled, leaveChannelId, channelId }: WelcomeSettings): string[] {
    if (!leaveEnabled) return [];
    const where = leaveChannelId ?? channelId;
    if (where === null) return ['Choose a channel for the leave message.'];
    return [channelProblem(this.client, where, { withFile: false })].filter((problem) => problem !== null);
  }
}

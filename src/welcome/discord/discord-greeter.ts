import { Injectable } from '@nestjs/common';
import {
  Client,
  DiscordAPIError,
  HTTPError,
  MessageFlags,
  RateLimitError,
  Routes,
  type Guild,
} from 'discord.js';

import type { Snowflake } from '../../common';
import { AppConfig } from '../../config';
import { type Picture, plain } from '../../discord';
import type { WelcomeSettings } from '../../settings';
import { Greeter } from '../greeter';
import type { Greeting, Outcome, Passage } from '../greeting';
import { channelProblem } from './channel-problem';
import { colorOf, DEFAULT_MESSAGES, greetingComponents, leaveText, welcomeText } from './greeting.view';
import { roleProblem } from './role-problem';
import { WelcomeCards } from './welcome-cards';

const SEND_DEADLINE_MS = 30_000;

@Injectable()
export class DiscordGreeter extends Greeter {
  constructor(
    private readonly client: Client,
    private readonly config: AppConfig,
    private readonly cards: WelcomeCards,
  ) {
    super();
  }

  async welcome(passage: Passage, settings: WelcomeSettings, withPicture: boolean): Promise<Greeting> {
    const serverName = this.guildOf(passage.guildId)?.name ?? '';
    const picture = withPicture ? await this.cards.draw(passage, serverName, settings) : null;
    const content = welcomeText(pick(settings.messages, 'welcome'), passage, serverName, settings);
    const notifies = settings.mentionMember ? passage.userId : null;
    return { components: greetingComponents(content, colorOf(settings), picture), picture, notifies };
  }

  farewell(passage: Passage, settings: WelcomeSettings): Greeting {
    const serverName = this.guildOf(passage.guildId)?.name ?? '';
    const content = leaveText(pick(settings.leaveMessages, 'leave'), passage, serverName);
    return {
      components: greetingComponents(content, colorOf(settings), null),
      picture: null,
      notifies: null,
    };
  }

  async send(
    channelId: Snowflake,
    { components, picture, notifies }: Greeting,
    nonce: string,
    signal: AbortSignal,
  ): Promise<Outcome> {
    // Asked of the cache first: each refusal of Discord's counts against the address.
    const problem = channelProblem(this.client, channelId, { withFile: picture !== null });
    if (problem !== null) return { type: 'refused', reason: problem, asked: false };
    const body = {
      components,
      flags: MessageFlags.IsComponentsV2,
      allowed_mentions: { parse: [], users: notifies === null ? [] : [notifies] },
      nonce,
      enforce_nonce: true,
      ...(picture && { attachments: [{ id: '0', filename: picture.filename, description: picture.alt }] }),
    };
    return this.attempt(
      () =>
        this.client.rest.post(Routes.channelMessages(channelId), {
          body,
          files: picture ? [fileOf(picture)] : [],
          signal: AbortSignal.any([signal, AbortSignal.timeout(SEND_DEADLINE_MS)]),
        }),
      (reason) => `Discord did not take a message for <#${channelId}>: ${reason}`,
    );
  }

  async giveRole(
    guildId: Snowflake,
    userId: Snowflake,
    roleId: Snowflake,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const guild = this.guildOf(guildId);
    const problem = guild ? roleProblem(guild, roleId) : 'I am not in this server.';
    if (problem !== null) return { type: 'refused', reason: problem, asked: false };
    return this.attempt(
      () =>
        this.client.rest.put(Routes.guildMemberRole(guildId, userId, roleId), {
          reason: 'Welcome: the role for new members',
          signal: AbortSignal.any([signal, AbortSignal.timeout(SEND_DEADLINE_MS)]),
        }),
      (reason) => `Discord did not let me give <@&${roleId}>: ${reason}`,
    );
  }

  private guildOf(guildId: Snowflake): Guild | undefined {
    return this.client.guilds.cache.get(guildId);
  }

  private async attempt(act: () => Promise<unknown>, say: (reason: string) => string): Promise<Outcome> {
    try {
      await act();
      return { type: 'done' };
    } catch (error) {
      if (error instanceof RateLimitError) return { type: 'later', afterMs: error.retryAfter };
      if (!(error instanceof DiscordAPIError || error instanceof HTTPError))
        return { type: 'later', afterMs: null };
      // One 401 makes the REST client forget its token; every later call would fail without asking Discord.
      if (error.status === 401) this.client.rest.setToken(this.config.discordToken);
      const isForGood = error.status < 500 && error.status !== 401 && error.status !== 429;
      if (!isForGood) return { type: 'later', afterMs: null };
      return { type: 'refused', reason: say(plain(error.message)), asked: true };
    }
  }
}

function pick(messages: readonly string[], list: keyof typeof DEFAULT_MESSAGES): string {
  return messages[Math.floor(Math.random() * messages.length)] ?? DEFAULT_MESSAGES[list];
}

function fileOf({ filename, png }: Picture): { name: string; data: Buffer; contentType: string } {
  return { name: filename, data: png, contentType: 'image/png' };
}

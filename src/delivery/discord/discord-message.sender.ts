import { Injectable } from '@nestjs/common';
import {
  type APIDMChannel,
  type APIMessage,
  Client,
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  RESTEvents,
  Routes,
} from 'discord.js';

import { type Snowflake, toSnowflake } from '../../common';
import { AppConfig } from '../../config';
import { missingIn } from '../../discord';
import type { Answer } from '../classify-answer';
import type { Destination, MessageBody } from '../message';
import { MessageSender } from '../message-sender';
import { SendingPace } from '../sending-pace';

const REMEMBERED_DM_CHANNELS = 5_000;

@Injectable()
export class DiscordMessageSender extends MessageSender {
  /** A user's DM channel never changes; opening it again for each message would cost a request each. */
  private readonly dmChannels = new Map<Snowflake, Snowflake>();

  constructor(
    private readonly client: Client,
    private readonly config: AppConfig,
    private readonly pace: SendingPace,
  ) {
    super();
    client.rest.on(RESTEvents.RateLimited, ({ global, timeToReset }) => {
      if (global) pace.held(timeToReset);
    });
  }

  get ready(): boolean {
    return this.client.isReady();
  }

  async send(
    destination: Destination,
    { components, flags, mentionRoles = [] }: MessageBody,
    nonce: string,
    signal: AbortSignal,
  ): Promise<Answer> {
    try {
      const channelId = await this.channelOf(destination, signal);
      const message = (await this.client.rest.post(Routes.channelMessages(channelId), {
        body: {
          components,
          flags,
          nonce,
          enforce_nonce: true,
          allowed_mentions: { parse: [], roles: mentionRoles },
        },
        signal,
      })) as APIMessage;
      return { type: 'accepted', channelId, messageId: toSnowflake(message.id) };
    } catch (error) {
      return this.answerOf(error, destination);
    }
  }

  private async channelOf(destination: Destination, signal: AbortSignal): Promise<Snowflake> {
    if (destination.type === 'channel') return destination.channelId;
    const known = this.dmChannels.get(destination.userId);
    if (known !== undefined) return known;
    // A request of its own besides the message, which has had its turn.
    await this.pace.turn();
    const body = { recipient_id: destination.userId };
    const channel = (await this.client.rest.post(Routes.userChannels(), { body, signal })) as APIDMChannel;
    const oldest = this.dmChannels.keys().next();
    if (this.dmChannels.size >= REMEMBERED_DM_CHANNELS && !oldest.done) this.dmChannels.delete(oldest.value);
    const channelId = toSnowflake(channel.id);
    this.dmChannels.set(destination.userId, channelId);
    return channelId;
  }

  private answerOf(error: unknown, destination: Destination): Answer {
    if (error instanceof RateLimitError) return { type: 'rate-limited', retryAfterMs: error.retryAfter };
    if (error instanceof DiscordAPIError || error instanceof HTTPError) {
      // One 401 makes the REST client forget its token; every later call would fail without asking Discord.
      if (error.status === 401) this.client.rest.setToken(this.config.discordToken);
      const code = error instanceof DiscordAPIError ? Number(error.code) : 0;
      const missing =
        error.status === 403 && destination.type === 'channel'
          ? missingIn(this.client, destination.channelId, { blameFiles: true })
          : [];
      return { type: 'rejected', status: error.status, code, message: error.message, missing };
    }
    return { type: 'unanswered', message: error instanceof Error ? error.message : String(error) };
  }
}

import { Injectable } from '@nestjs/common';
import {
  type APIDMChannel,
  type APIMessage,
  type APIThreadChannel,
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
import { type Histogram, Metrics } from '../../monitoring';
import type { Answer } from '../classify-answer';
import type { Destination, MessageBody } from '../message';
import { MessageSender } from '../message-sender';
import { SendingPace } from '../sending-pace';

type Post = Extract<Destination, { type: 'post' }>;

const REMEMBERED_DM_CHANNELS = 5_000;

@Injectable()
export class DiscordMessageSender extends MessageSender {
  /** A user's DM channel never changes; opening it again for each message would cost a request each. */
  private readonly dmChannels = new Map<Snowflake, Snowflake>();
  private readonly durations: Histogram<'answer'>;

  constructor(
    private readonly client: Client,
    private readonly config: AppConfig,
    private readonly pace: SendingPace,
    metrics: Metrics,
  ) {
    super();
    this.durations = metrics.histogram({
      name: 'pwrbot_delivery_seconds',
      help: 'How long attempts to send what was owed took, by the answer: accepted, rejected, rate-limited or unanswered',
      labels: ['answer'],
      buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    });
    client.rest.on(RESTEvents.RateLimited, ({ global, timeToReset }) => {
      if (global) pace.held(timeToReset);
    });
  }

  get ready(): boolean {
    return this.client.isReady();
  }

  async send(...attempt: Parameters<MessageSender['send']>): Promise<Answer> {
    const startedAt = performance.now();
    const answer = await this.attempt(...attempt);
    this.durations.observe({ answer: answer.type }, (performance.now() - startedAt) / 1000);
    return answer;
  }

  private async attempt(
    destination: Destination,
    { components, flags, mentionRoles = [] }: MessageBody,
    nonce: string,
    signal: AbortSignal,
  ): Promise<Answer> {
    const message = { components, flags, allowed_mentions: { parse: [], roles: mentionRoles } };
    try {
      if (destination.type === 'post') return await this.createPost(destination, message, signal);
      const channelId = await this.channelOf(destination, signal);
      const sent = (await this.client.rest.post(Routes.channelMessages(channelId), {
        body: { ...message, nonce, enforce_nonce: true },
        signal,
      })) as APIMessage;
      return { type: 'accepted', channelId, messageId: toSnowflake(sent.id) };
    } catch (error) {
      return this.answerOf(error, destination);
    }
  }

  private async createPost(
    { channelId, name, tagIds }: Post,
    message: object,
    signal: AbortSignal,
  ): Promise<Answer> {
    const body = { name, message, ...(tagIds.length > 0 && { applied_tags: tagIds }) };
    const post = (await this.client.rest.post(Routes.threads(channelId), {
      body,
      signal,
    })) as APIThreadChannel;
    // The message that starts a post has the post's id.
    const id = toSnowflake(post.id);
    return { type: 'accepted', channelId: id, messageId: id };
  }

  private async channelOf(destination: Exclude<Destination, Post>, signal: AbortSignal): Promise<Snowflake> {
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
      // Undefined, whatever the types say, where the body was not Discord's JSON: the page of a proxy, a firewall, Cloudflare.
      const code = error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : null;
      const missing =
        error.status === 403 && destination.type !== 'dm'
          ? missingIn(this.client, destination.channelId, { blameFiles: true })
          : [];
      return { type: 'rejected', status: error.status, code, message: error.message, missing };
    }
    return { type: 'unanswered', message: error instanceof Error ? error.message : String(error) };
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Client, MessageFlags } from 'discord.js';

import type { Snowflake } from '../../common';
import { type Destination, type MessageKind, MessageKinds, type Prepared } from '../../delivery';
import { type View, writableChannels } from '../../discord';
import type { Recipient } from '../../subscribers';
import { ChannelDirectory } from '../announcements/channel-directory';
import { FEED_NOTICE, type FeedNotice } from '../announcements/feed-notice';
import { FeedNotices } from '../announcements/feed-notice.service';
import { ForumPosts } from '../announcements/forum-post.service';
import { PlatformRegistry } from '../platforms';
import { endingView, heldNoticeView } from './feed-notice.view';

/** Tells what concerns a subscriber's series besides their releases. */
@Injectable()
export class FeedNoticeMessageKind implements MessageKind, OnModuleInit {
  readonly kind = FEED_NOTICE;

  constructor(
    private readonly kinds: MessageKinds,
    private readonly notices: FeedNotices,
    private readonly posts: ForumPosts,
    private readonly channels: ChannelDirectory,
    private readonly registry: PlatformRegistry,
    private readonly client: Client,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  prepare(payload: unknown, recipient: Recipient): Promise<Prepared> {
    const notice = payload as FeedNotice;
    return notice.type === 'held'
      ? this.prepareHeld(notice.channelId, recipient)
      : this.prepareEnding(notice, recipient);
  }

  async afterSent(payload: unknown, destination: Destination, channelId: Snowflake): Promise<void> {
    const notice = payload as FeedNotice;
    if (notice.type === 'ended') await this.posts.sent(notice.feedId, destination, channelId);
  }

  findAnother(refused: Destination, code: number): Promise<boolean> {
    return this.posts.refused(refused, code);
  }

  private async prepareEnding(
    ending: Extract<FeedNotice, { type: 'ended' }>,
    recipient: Recipient,
  ): Promise<Prepared> {
    const notice = await this.notices.prepare(ending, recipient);
    if (notice.type === 'withdraw') return notice;
    const { feed, as, place, mayBeAdult } = notice;
    const view = endingView({
      feedId: feed.id,
      series: feed.isAdult && !mayBeAdult ? null : { title: feed.name, url: feed.sourceUrl },
      platformName: this.registry.all.find(({ id }) => id === feed.platformId)?.name ?? feed.platformId,
      as,
      isWebFeed: feed.platformId === 'Web feed',
    });
    return send(await this.posts.destinationOf(feed, place, recipient.targetId), view);
  }

  private async prepareHeld(channelId: Snowflake, recipient: Recipient): Promise<Prepared> {
    const traits = await this.channels.find(channelId);
    if (traits?.isAgeRestricted === true)
      return { type: 'withdraw', reason: 'the channel is age-restricted now' };
    // In a forum it would be a post about nothing.
    const place = traits?.forum ? writableChannels(this.client, recipient.targetId)[0] : channelId;
    if (place === undefined) return { type: 'withdraw', reason: 'there is no channel to tell it in' };
    return send({ type: 'channel', channelId: place }, heldNoticeView(recipient, channelId));
  }
}

function send(destination: Destination, { components }: View): Prepared {
  return { type: 'send', destination, body: { components, flags: MessageFlags.IsComponentsV2 } };
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Client, MessageFlags } from 'discord.js';

import type { Snowflake } from '../../common';
import { type Destination, type MessageKind, MessageKinds, type Prepared } from '../../delivery';
import { writableChannels } from '../../discord';
import type { Recipient } from '../../subscribers';
import { ChannelDirectory } from '../announcements/channel-directory';
import { FEED_NOTICE, type FeedNotice } from '../announcements/feed-notice';
import { heldNoticeView } from './feed-notice.view';

/** Tells what concerns a subscriber's series besides their releases. */
@Injectable()
export class FeedNoticeMessageKind implements MessageKind, OnModuleInit {
  readonly kind = FEED_NOTICE;

  constructor(
    private readonly kinds: MessageKinds,
    private readonly channels: ChannelDirectory,
    private readonly client: Client,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  prepare(payload: unknown, recipient: Recipient): Promise<Prepared> {
    return this.prepareHeld(payload as FeedNotice, recipient);
  }

  private async prepareHeld({ channelId }: FeedNotice, recipient: Recipient): Promise<Prepared> {
    const traits = await this.channels.find(channelId);
    if (traits?.isAgeRestricted === true)
      return { type: 'withdraw', reason: 'the channel is age-restricted now' };
    const place = traits?.forum ? this.anyChannel(recipient) : channelId;
    if (place === null) return { type: 'withdraw', reason: 'there is no channel to tell it in' };
    return send({ type: 'channel', channelId: place }, heldNoticeView(recipient, channelId));
  }

  private anyChannel({ targetId }: Recipient): Snowflake | null {
    return writableChannels(this.client, targetId)[0] ?? null;
  }
}

function send(destination: Destination, { components }: ReturnType<typeof heldNoticeView>): Prepared {
  return { type: 'send', destination, body: { components, flags: MessageFlags.IsComponentsV2 } };
}

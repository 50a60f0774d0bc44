import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MessageFlags } from 'discord.js';

import { Clock } from '../../common';
import { type Destination, type MessageKind, MessageKinds, type Prepared } from '../../delivery';
import { SettingsService } from '../../settings';
import type { Recipient } from '../../subscribers';
import { ChannelDirectory } from '../announcements/channel-directory';
import { chooseTags } from '../announcements/forum-tags';
import { TEST_MESSAGE, type TestPayload } from '../health/test-message.service';
import { sampleView } from './feed-test.view';

/** Whoever asked has long gone; a late sample would only puzzle. */
const STALE_MS = 10 * 60_000;

@Injectable()
export class TestMessageKind implements MessageKind, OnModuleInit {
  readonly kind = TEST_MESSAGE;

  constructor(
    private readonly kinds: MessageKinds,
    private readonly settings: SettingsService,
    private readonly channels: ChannelDirectory,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async prepare(payload: unknown, { type, targetId }: Recipient): Promise<Prepared> {
    const now = this.clock.now();
    const { askedAt } = payload as TestPayload;
    if (now.getTime() - askedAt > STALE_MS) return { type: 'withdraw', reason: 'the test is over' };
    const body = { components: sampleView(now).components, flags: MessageFlags.IsComponentsV2 };
    if (type === 'dm') return { type: 'send', destination: { type, userId: targetId }, body };
    const { channelId } = await this.settings.getFeeds(targetId);
    if (channelId === null) return { type: 'withdraw', reason: 'no channel is set for feeds in this server' };
    const forum = (await this.channels.find(channelId))?.forum;
    const destination: Destination = forum
      ? { type: 'post', channelId, name: 'Test', tagIds: chooseTags(forum, []) }
      : { type: 'channel', channelId };
    return { type: 'send', destination, body };
  }

  /** A refused test is an answer: what releases would meet, they find out themselves. */
  afterRefusal(): null {
    return null;
  }
}

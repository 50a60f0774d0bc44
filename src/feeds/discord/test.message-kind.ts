import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MessageFlags } from 'discord.js';

import { Clock } from '../../common';
import { type MessageKind, MessageKinds, type Prepared } from '../../delivery';
import { SettingsService } from '../../settings';
import type { Recipient } from '../../subscribers';
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
    return { type: 'send', destination: { type: 'channel', channelId }, body };
  }

  /** A refused test is an answer: what releases would meet, they find out themselves. */
  afterRefusal(): null {
    return null;
  }
}

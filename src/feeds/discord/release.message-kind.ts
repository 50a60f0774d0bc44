import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MessageFlags } from 'discord.js';

import { MessageKinds, type MessageKind, type Prepared } from '../../delivery';
import type { Recipient } from '../../subscribers';
import {
  AnnouncementService,
  RELEASE_MESSAGE,
  type ReleasePayload,
} from '../announcements/announcement.service';
import { PlatformRegistry } from '../platforms';
import { releaseView } from './release.view';

/** Makes a Discord message of an owed release at the moment it is sent. */
@Injectable()
export class ReleaseMessageKind implements MessageKind, OnModuleInit {
  readonly kind = RELEASE_MESSAGE;

  constructor(
    private readonly kinds: MessageKinds,
    private readonly announcements: AnnouncementService,
    private readonly registry: PlatformRegistry,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async prepare(payload: unknown, recipient: Recipient): Promise<Prepared> {
    const announcement = await this.announcements.prepare(payload as ReleasePayload, recipient);
    if (announcement.type === 'withdraw') return announcement;
    const { feed, items, channelId } = announcement;
    const view = releaseView({
      seriesTitle: feed.name,
      seriesUrl: feed.sourceUrl,
      coverUrl: feed.coverUrl,
      platformName: this.registry.get(feed.platformId).name,
      items: items.map((item) => ({
        label: item.description,
        url: item.url ?? feed.sourceUrl,
        groupName: item.groupName,
        releasedAt: item.published,
      })),
    });
    return {
      type: 'send',
      destination:
        channelId === null ? { type: 'dm', userId: recipient.targetId } : { type: 'channel', channelId },
      body: { components: view.components, flags: MessageFlags.IsComponentsV2 },
    };
  }
}

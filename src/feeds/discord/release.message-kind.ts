import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MessageFlags } from 'discord.js';

import { Clock, type Snowflake } from '../../common';
import { type Destination, type MessageKind, MessageKinds, type Prepared } from '../../delivery';
import type { Recipient } from '../../subscribers';
import { type Announcement, AnnouncementService, type Told } from '../announcements/announcement.service';
import { ForumPosts } from '../announcements/forum-post.service';
import { heldNotice } from '../announcements/feed-notice';
import {
  HELD_REASON,
  mergeReleases,
  RELEASE_MESSAGE,
  type ReleasePayload,
  splitRelease,
} from '../announcements/release-payload';
import { PlatformRegistry } from '../platforms';
import { catchUpView } from './catch-up.view';
import { releaseView, type SeriesReleases } from './release.view';

/** Makes a Discord message of an owed release at the moment it is sent. */
@Injectable()
export class ReleaseMessageKind implements MessageKind, OnModuleInit {
  readonly kind = RELEASE_MESSAGE;

  constructor(
    private readonly kinds: MessageKinds,
    private readonly announcements: AnnouncementService,
    private readonly posts: ForumPosts,
    private readonly registry: PlatformRegistry,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async prepare(payload: unknown, recipient: Recipient): Promise<Prepared> {
    const now = this.clock.now();
    const announcement = await this.announcements.prepare(payload as ReleasePayload, recipient, now);
    switch (announcement.type) {
      case 'withdraw':
        return announcement;
      case 'hold':
        return {
          type: 'refuse',
          reason: HELD_REASON,
          instead: [heldNotice(announcement.channelId, now)],
        };
      case 'split':
        return {
          type: 'withdraw',
          reason: 'split by where it is told',
          instead: announcement.parts.map((part) => splitRelease(part, now)),
        };
      case 'tell':
        return this.tell(announcement, recipient);
    }
  }

  async afterSent(payload: unknown, destination: Destination, channelId: Snowflake): Promise<void> {
    const [release] = (payload as ReleasePayload).releases;
    if (release) await this.posts.sent(release.feedId, destination, channelId);
  }

  findAnother(refused: Destination, code: number): Promise<boolean> {
    return this.posts.refused(refused, code);
  }

  merge(payloads: readonly unknown[]): ReleasePayload {
    return mergeReleases(payloads as readonly ReleasePayload[]);
  }

  private async tell(
    { told, place }: Extract<Announcement, { type: 'tell' }>,
    { targetId }: Recipient,
  ): Promise<Prepared> {
    const [first] = told;
    if (!first) return { type: 'withdraw', reason: 'nothing left to tell' };
    const series = told.map((entry) => this.seriesOf(entry));
    const [only, ...others] = series;
    const view = only && others.length === 0 ? releaseView(only) : catchUpView(series);
    const mentionRoles = only && others.length === 0 && only.roleId !== null ? [only.roleId] : [];
    return {
      type: 'send',
      // In a forum only one series is told at a time.
      destination: await this.posts.destinationOf(first.feed, place, targetId),
      body: { components: view.components, flags: MessageFlags.IsComponentsV2, mentionRoles },
    };
  }

  private seriesOf({ feed, items, subscription }: Told): SeriesReleases {
    return {
      feedId: feed.id,
      seriesTitle: feed.name,
      seriesUrl: feed.sourceUrl,
      coverUrl: feed.coverUrl,
      platformName: this.registry.get(feed.platformId).name,
      items: items.map((item) => ({
        label: item.description,
        number: item.number,
        url: item.url ?? feed.sourceUrl,
        groupName: item.groupName,
        releasedAt: item.published,
        isBackfill: item.isBackfill,
      })),
      roleId: subscription.roleId,
    };
  }
}

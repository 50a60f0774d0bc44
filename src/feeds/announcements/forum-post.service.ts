import { Injectable } from '@nestjs/common';

import { type Snowflake, truncate } from '../../common';
import { UnitOfWork } from '../../database';
import type { Destination } from '../../delivery';
import { type FeedEntity, ForumPostRepository } from '../persistence';
import type { Place } from './announcement.service';
import { chooseTags } from './forum-tags';

const LONGEST_NAME = 100;
/** Gone, archived for good, and locked: what is written there is refused, in a new post it is not. */
const CLOSED_POST: readonly number[] = [10003, 50083, 160005];

/** In which post of a forum a series is told. */
@Injectable()
export class ForumPosts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly posts: ForumPostRepository,
  ) {}

  /** Where messages about a series go: in a forum into its post, or into a new one where there is none. */
  async destinationOf(feed: FeedEntity, place: Place, targetId: Snowflake): Promise<Destination> {
    if (place.type === 'dm') return { type: 'dm', userId: targetId };
    const { channelId, forum } = place;
    if (!forum) return { type: 'channel', channelId };
    const post = await this.posts.find({ channelId, feedId: feed.id });
    if (post) return { type: 'channel', channelId: post.threadId };
    const kind = feed.platformId === 'AniList Anime' ? ['AniList', 'Anime'] : [feed.platformId, 'Manga'];
    return {
      type: 'post',
      channelId,
      name: truncate(feed.name.replace(/\s+/gu, ' ').trim(), LONGEST_NAME) || 'Untitled',
      tagIds: chooseTags(forum, [...kind, ...feed.tags]),
    };
  }

  /** Later messages about the series go into the post that was made. Call it in the unit of work that settles one. */
  async sent(feedId: number, destination: Destination, threadId: Snowflake): Promise<void> {
    if (destination.type !== 'post') return;
    await this.posts.upsert({ feedId, channelId: destination.channelId, threadId });
  }

  /** @returns true when Discord refused a post that is closed: it is forgotten, and the next message makes a new one. */
  async refused(destination: Destination, code: number): Promise<boolean> {
    if (destination.type !== 'channel' || !CLOSED_POST.includes(code)) return false;
    return this.posts.deleteByThread(destination.channelId);
  }

  /** A thread or a forum is gone. */
  async channelDeleted(channelId: Snowflake): Promise<void> {
    await this.unitOfWork.run(async () => {
      await this.posts.deleteByThread(channelId);
      await this.posts.deleteByChannel(channelId);
    });
  }
}

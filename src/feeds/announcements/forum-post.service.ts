import { Injectable } from '@nestjs/common';

import { type Snowflake, truncate } from '../../common';
import { UnitOfWork } from '../../database';
import type { Destination } from '../../delivery';
import { type FeedEntity, ForumPostRepository } from '../persistence';
import { chooseTags, type ForumTraits } from './forum-tags';

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

  /** The series' post, or a new one where there is none. */
  async destinationOf(feed: FeedEntity, channelId: Snowflake, forum: ForumTraits): Promise<Destination> {
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

  /** Later releases of the series go into this post. Call it in the unit of work that settles the message. */
  async created(feedId: number, channelId: Snowflake, threadId: Snowflake): Promise<void> {
    await this.posts.upsert({ feedId, channelId, threadId });
  }

  /** @returns true when Discord refused a post that is closed: it is forgotten, and the next release makes a new one. */
  async refused(threadId: Snowflake, code: number): Promise<boolean> {
    return CLOSED_POST.includes(code) && this.posts.deleteByThread(threadId);
  }

  /** A thread or a forum is gone. */
  async channelDeleted(channelId: Snowflake): Promise<void> {
    await this.unitOfWork.run(async () => {
      await this.posts.deleteByThread(channelId);
      await this.posts.deleteByChannel(channelId);
    });
  }
}

export { FeedItemEntity } from './feed-item.entity';
export { type FeedItemKey, FeedItemRepository } from './feed-item.repository';
export { FeedSubscriptionEntity } from './feed-subscription.entity';
export {
  type FeedFollower,
  FeedSubscriptionRepository,
  type Page,
  type SubscriptionOptions,
} from './feed-subscription.repository';
export { FeedEntity, type FeedState } from './feed.entity';
export { type FeedCheck, type FeedMetadata, FeedRepository, type UnreadFeed } from './feed.repository';
export { ForgottenItemEntity } from './forgotten-item.entity';
export { ForgottenItemRepository } from './forgotten-item.repository';
export { ForumPostEntity } from './forum-post.entity';
export { ForumPostRepository } from './forum-post.repository';
export { StreamCursorEntity } from './stream-cursor.entity';
export { StreamCursorRepository } from './stream-cursor.repository';
export { WebFeedEntity } from './web-feed.entity';
export { WebFeedRepository } from './web-feed.repository';

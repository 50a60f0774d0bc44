export { FeedItemEntity } from './feed-item.entity';
export { type FeedItemKey, FeedItemRepository } from './feed-item.repository';
export { FeedSubscriptionEntity } from './feed-subscription.entity';
export { type FeedFollower, FeedSubscriptionRepository, type Page } from './feed-subscription.repository';
export { FeedEntity } from './feed.entity';
export { type FeedMetadata, FeedRepository } from './feed.repository';
export { StreamCursorEntity } from './stream-cursor.entity';
export { StreamCursorRepository } from './stream-cursor.repository';

export {
  FeedEntity,
  FeedItemEntity,
  FeedItemRepository,
  FeedRepository,
  FeedSubscriptionEntity,
  FeedSubscriptionRepository,
  StreamCursorEntity,
  StreamCursorRepository,
  WebFeedEntity,
  WebFeedRepository,
} from './persistence';
export { FeedsModule } from './feeds.module';

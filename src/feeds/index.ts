export {
  FeedEntity,
  FeedItemEntity,
  FeedItemRepository,
  FeedRepository,
  FeedSubscriptionEntity,
  FeedSubscriptionRepository,
  StreamCursorEntity,
  StreamCursorRepository,
} from './persistence';
export { FeedsModule } from './feeds.module';

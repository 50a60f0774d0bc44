export { SubscriberEntity, SubscriberRepository } from './persistence';
export { type Recipient, SubscriberService, type Target } from './subscriber.service';
export { SubscribersModule } from './subscribers.module';

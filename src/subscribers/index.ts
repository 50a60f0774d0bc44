export { SubscriberEntity, SubscriberRepository } from './persistence';
export type { Stop } from './stop';
export { type Recipient, type StoppedTarget, SubscriberService, type Target } from './subscriber.service';
export { SubscribersModule } from './subscribers.module';

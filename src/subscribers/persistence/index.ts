export { SubscriberEntity, type SubscriberType } from './subscriber.entity';
export { SubscriberRepository } from './subscriber.repository';

export { DeliveryModule } from './delivery.module';
export type { Destination, MessageBody, MessageKind, Prepared } from './message';
export { MessageKinds } from './message-kinds';
export { OutboxMessageEntity, OutboxRepository } from './persistence';

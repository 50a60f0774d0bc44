export { OutboxMessageEntity, type OutboxState } from './outbox-message.entity';
export { OutboxRepository, type OwedMessage, type Settled } from './outbox.repository';

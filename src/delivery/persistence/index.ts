export { OutboxMessageEntity, type OutboxState } from './outbox-message.entity';
export { OutboxRepository, type OwedMessage } from './outbox.repository';

export { CatchUpService } from './catch-up.service';
export { DeliveryModule } from './delivery.module';
export { COUNTED_UP_TO, type DeliveryStatus, DeliveryStatusService } from './delivery-status.service';
export {
  type Destination,
  type Instead,
  type MessageBody,
  type MessageKind,
  type Prepared,
  STOP_NOTICE,
} from './message';
export { MessageRetention } from './message-retention';
export { MessageKinds } from './message-kinds';
export { OutboxMessageEntity, OutboxRepository, type OwedMessage } from './persistence';
export { TargetStopService } from './target-stop.service';

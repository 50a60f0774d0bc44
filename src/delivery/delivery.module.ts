import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { SubscribersModule } from '../subscribers';
import { CatchUpService } from './catch-up.service';
import { DeliveryMonitoring } from './delivery-monitoring';
import { DeliveryStatusService } from './delivery-status.service';
import { DiscordMessageSender } from './discord/discord-message.sender';
import { MessageKinds } from './message-kinds';
import { MessageRetention } from './message-retention';
import { MessageSender } from './message-sender';
import { OutboxScheduler } from './outbox.scheduler';
import { OutboxWorker } from './outbox.worker';
import { OutboxMessageEntity, OutboxRepository } from './persistence';
import { OutboxClock } from './persistence/outbox-clock';
import { SendingPace } from './sending-pace';
import { SettlementService } from './settlement.service';
import { TargetStopService } from './target-stop.service';

@Module({
  imports: [TypeOrmModule.forFeature([OutboxMessageEntity]), SubscribersModule],
  providers: [
    OutboxRepository,
    MessageKinds,
    TargetStopService,
    SettlementService,
    CatchUpService,
    DeliveryMonitoring,
    DeliveryStatusService,
    MessageRetention,
    OutboxWorker,
    OutboxScheduler,
    OutboxClock,
    { provide: SendingPace, useFactory: () => new SendingPace() },
    { provide: MessageSender, useClass: DiscordMessageSender },
  ],
  exports: [OutboxRepository, MessageKinds, CatchUpService, DeliveryStatusService, TargetStopService],
})
export class DeliveryModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { SubscribersModule } from '../subscribers';
import { DiscordMessageSender } from './discord/discord-message.sender';
import { MessageKinds } from './message-kinds';
import { MessageSender } from './message-sender';
import { OutboxScheduler } from './outbox.scheduler';
import { OutboxWorker } from './outbox.worker';
import { OutboxMessageEntity, OutboxRepository } from './persistence';

@Module({
  imports: [TypeOrmModule.forFeature([OutboxMessageEntity]), SubscribersModule],
  providers: [
    OutboxRepository,
    MessageKinds,
    OutboxWorker,
    OutboxScheduler,
    { provide: MessageSender, useClass: DiscordMessageSender },
  ],
  exports: [OutboxRepository, MessageKinds],
})
export class DeliveryModule {}

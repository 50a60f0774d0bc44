import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { SubscriberEntity, SubscriberRepository } from './persistence';
import { SubscriberService } from './subscriber.service';

@Module({
  imports: [TypeOrmModule.forFeature([SubscriberEntity])],
  providers: [SubscriberRepository, SubscriberService],
  exports: [SubscriberRepository, SubscriberService],
})
export class SubscribersModule {}

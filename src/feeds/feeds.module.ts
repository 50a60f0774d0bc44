import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { Clock, HOMEPAGE, VERSION } from '../common';
import { AppConfig } from '../config';
import { DeliveryModule } from '../delivery';
import { SettingsModule } from '../settings';
import { SubscribersModule } from '../subscribers';
import { AnnouncementService } from './announcements/announcement.service';
import { FeedSettingsCommands } from './discord/feed-settings.commands';
import { FeedSubscriptionCommands } from './discord/feed-subscription.commands';
import { ReleaseMessageKind } from './discord/release.message-kind';
import {
  FeedEntity,
  FeedItemEntity,
  FeedItemRepository,
  FeedRepository,
  FeedSubscriptionEntity,
  FeedSubscriptionRepository,
  StreamCursorEntity,
  StreamCursorRepository,
} from './persistence';
import { createPlatforms, PlatformRegistry, type Platforms } from './platforms';
import { PLATFORMS, PollScheduler } from './polling/poll.scheduler';
import { ReleaseRecorder } from './polling/release-recorder';
import { StreamPoller } from './polling/stream-poller';
import { SubscriptionService } from './subscriptions/subscription.service';

const repositories = [FeedRepository, FeedItemRepository, FeedSubscriptionRepository, StreamCursorRepository];

@Module({
  imports: [
    TypeOrmModule.forFeature([FeedEntity, FeedItemEntity, FeedSubscriptionEntity, StreamCursorEntity]),
    DeliveryModule,
    SettingsModule,
    SubscribersModule,
  ],
  providers: [
    ...repositories,
    { provide: PLATFORMS, inject: [AppConfig, Clock], useFactory: connectPlatforms },
    { provide: PlatformRegistry, inject: [PLATFORMS], useFactory: ({ registry }: Platforms) => registry },
    AnnouncementService,
    ReleaseRecorder,
    StreamPoller,
    PollScheduler,
    SubscriptionService,
    ReleaseMessageKind,
    FeedSubscriptionCommands,
    FeedSettingsCommands,
  ],
  exports: repositories,
})
export class FeedsModule {}

function connectPlatforms(config: AppConfig, clock: Clock): Platforms {
  return createPlatforms({
    anilistUrl: config.anilistApiUrl,
    mangadexUrl: config.mangadexApiUrl,
    userAgent: `pwr-bot/${VERSION} (+${HOMEPAGE})`,
    homepage: HOMEPAGE,
    clock,
  });
}

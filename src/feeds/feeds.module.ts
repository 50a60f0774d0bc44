import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';

import { Clock } from '../common';
import { AppConfig } from '../config';
import { DeliveryModule } from '../delivery';
import { SettingsModule } from '../settings';
import { SubscribersModule } from '../subscribers';
import { AnnouncementService } from './announcements/announcement.service';
import { ChannelDirectory } from './announcements/channel-directory';
import { FeedNotices } from './announcements/feed-notice.service';
import { ForumPosts } from './announcements/forum-post.service';
import { HeldReleases } from './announcements/held-releases.service';
import { ClientChannelDirectory } from './discord/client-channel.directory';
import { FeedHealthCommands } from './discord/feed-health.commands';
import { FeedNoticeMessageKind } from './discord/feed-notice.message-kind';
import { FeedPauseCommands } from './discord/feed-pause.commands';
import { FeedSettingsCommands } from './discord/feed-settings.commands';
import { FeedSettingsPanel } from './discord/feed-settings.panel';
import { FollowLinksCommand } from './discord/follow-links.command';
import { FeedSubscriptionCommands } from './discord/feed-subscription.commands';
import { FeedTestCommands } from './discord/feed-test.commands';
import { FeedUpcomingCommands } from './discord/feed-upcoming.commands';
import { GuildChangesListener } from './discord/guild-changes.listener';
import { ReleaseButtons } from './discord/release.buttons';
import { ReleaseMessageKind } from './discord/release.message-kind';
import { ResumeAnswer } from './discord/resume.answer';
import { ResumeButtons } from './discord/resume.buttons';
import { SourcesFact } from './discord/sources.fact';
import { StopNoticeInterceptor } from './discord/stop-notice.interceptor';
import { StopNoticeMessageKind } from './discord/stop-notice.message-kind';
import { StopNoticePresenter } from './discord/stop-notice.presenter';
import { TestMessageKind } from './discord/test.message-kind';
import { FeedsData } from './feeds-data';
import { FeedHealthService } from './health/feed-health.service';
import { GuildPresenceService } from './health/guild-presence.service';
import { PauseService } from './health/pause.service';
import { SourceRequests } from './health/source-requests';
import { SourcesMonitoring } from './health/sources-monitoring';
import { StopNoticeService } from './health/stop-notice.service';
import { TestMessageService } from './health/test-message.service';
import {
  FeedEntity,
  FeedItemEntity,
  FeedItemRepository,
  FeedRepository,
  FeedSubscriptionEntity,
  FeedSubscriptionRepository,
  ForgottenItemEntity,
  ForgottenItemRepository,
  ForumPostEntity,
  ForumPostRepository,
  StreamCursorEntity,
  StreamCursorRepository,
  WebFeedEntity,
  WebFeedRepository,
} from './persistence';
import { connectPlatforms, PlatformRegistry, type Platforms, WebFeedPlatform } from './platforms';
import { PLATFORMS, PollScheduler } from './polling/poll.scheduler';
import { ClockCorrection } from './polling/clock-correction';
import { Reconciler } from './polling/reconciler';
import { ReachedNumbers } from './polling/reached-numbers';
import { ReleaseRecorder } from './polling/release-recorder';
import { SeriesChecker } from './polling/series-checker';
import { StreamPoller } from './polling/stream-poller';
import { WantedLanguages } from './polling/wanted-languages';
import { WebFeedPoller } from './polling/web-feed-poller';
import { WebFeedRecorder } from './polling/web-feed-recorder';
import { ItemRetention } from './retention/item-retention';
import { ItemRetentionScheduler } from './retention/item-retention.scheduler';
import { FeedSettingsService } from './subscriptions/feed-settings.service';
import { SuggestionService } from './subscriptions/suggestion.service';
import { SubscriptionOptionsService } from './subscriptions/subscription-options.service';
import { SubscriptionService } from './subscriptions/subscription.service';
import { UpcomingService } from './subscriptions/upcoming.service';

const repositories = [
  FeedRepository,
  FeedItemRepository,
  FeedSubscriptionRepository,
  ForgottenItemRepository,
  ForumPostRepository,
  StreamCursorRepository,
  WebFeedRepository,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      FeedEntity,
      FeedItemEntity,
      FeedSubscriptionEntity,
      ForgottenItemEntity,
      ForumPostEntity,
      StreamCursorEntity,
      WebFeedEntity,
    ]),
    DeliveryModule,
    SettingsModule,
    SubscribersModule,
  ],
  providers: [
    ...repositories,
    {
      provide: PLATFORMS,
      inject: [AppConfig, Clock, SourceRequests],
      useFactory: (config: AppConfig, clock: Clock, requests: SourceRequests) =>
        connectPlatforms(config, clock, {
          observe: (request) => {
            requests.observe(request);
          },
        }),
    },
    { provide: PlatformRegistry, inject: [PLATFORMS], useFactory: ({ registry }: Platforms) => registry },
    { provide: WebFeedPlatform, inject: [PLATFORMS], useFactory: ({ webFeeds }: Platforms) => webFeeds },
    AnnouncementService,
    HeldReleases,
    ForumPosts,
    FeedNotices,
    { provide: ChannelDirectory, useClass: ClientChannelDirectory },
    ReachedNumbers,
    WantedLanguages,
    ReleaseRecorder,
    StreamPoller,
    SeriesChecker,
    Reconciler,
    ClockCorrection,
    WebFeedRecorder,
    WebFeedPoller,
    PollScheduler,
    ItemRetention,
    ItemRetentionScheduler,
    FeedsData,
    SubscriptionService,
    SubscriptionOptionsService,
    SuggestionService,
    UpcomingService,
    ReleaseMessageKind,
    FeedNoticeMessageKind,
    ReleaseButtons,
    StopNoticeService,
    PauseService,
    StopNoticePresenter,
    StopNoticeMessageKind,
    { provide: APP_INTERCEPTOR, useClass: StopNoticeInterceptor },
    ResumeAnswer,
    ResumeButtons,
    FeedSubscriptionCommands,
    FollowLinksCommand,
    FeedUpcomingCommands,
    FeedPauseCommands,
    TestMessageService,
    TestMessageKind,
    FeedTestCommands,
    FeedHealthService,
    FeedHealthCommands,
    SourcesFact,
    SourceRequests,
    SourcesMonitoring,
    GuildPresenceService,
    GuildChangesListener,
    FeedSettingsService,
    FeedSettingsCommands,
    FeedSettingsPanel,
  ],
  exports: repositories,
})
export class FeedsModule {}

import { toSnowflake } from '../../src/common';
import { BotMetaRepository } from '../../src/database';
import { OutboxRepository } from '../../src/delivery/persistence/outbox.repository';
import { FeedItemRepository } from '../../src/feeds/persistence/feed-item.repository';
import { FeedSubscriptionRepository } from '../../src/feeds/persistence/feed-subscription.repository';
import { FeedRepository } from '../../src/feeds/persistence/feed.repository';
import { ForumPostRepository } from '../../src/feeds/persistence/forum-post.repository';
import { StreamCursorRepository } from '../../src/feeds/persistence/stream-cursor.repository';
import { WebFeedRepository } from '../../src/feeds/persistence/web-feed.repository';
import { LeftGuildRepository } from '../../src/privacy/persistence/left-guild.repository';
import { PrivacyChoiceRepository } from '../../src/privacy/persistence/privacy-choice.repository';
import { PrivacyDeletionRepository } from '../../src/privacy/persistence/privacy-deletion.repository';
import { GuildSettingsRepository } from '../../src/settings/persistence/guild-settings.repository';
import { SubscriberRepository } from '../../src/subscribers/persistence/subscriber.repository';
import { GenerationRepository } from '../../src/voice/persistence/generation.repository';
import { VoiceSessionRepository } from '../../src/voice/persistence/voice-session.repository';
import { type Sample, sample } from './samples';

const ID = toSnowflake('80351110224678912');
const NOW = new Date(0);

/**
 * Reaches every place in src that has TypeORM make SQL; one that is not reached fails the check by its line. What a
 * repository writes as SQL itself needs nothing here. Rows of the first are there for those after them.
 */
export const repositories: readonly Sample[] = [
  sample(
    FeedRepository,
    (feeds) => feeds.findBySource('AniList Anime', '1'),
    (feeds) => feeds.findBySourceUrl('https://example.org'),
    (feeds) => feeds.listByIds([1]),
    (feeds) => feeds.listFollowedBySourceIds('AniList Anime', ['1']),
    (feeds) => feeds.isAnyFollowed('AniList Anime'),
    (feeds) => feeds.setMissingBaselines('AniList Anime', NOW),
    (feeds) => feeds.listDueChecks('AniList Anime', NOW, 1),
    (feeds) => feeds.markGap('AniList Anime', NOW),
    (feeds) =>
      feeds.upsertBySource({
        platformId: 'AniList Anime',
        sourceId: '1',
        itemsId: '1',
        name: 'name',
        description: '',
        sourceUrl: 'https://example.org',
        coverUrl: '',
        tags: [],
        isAdult: false,
      }),
  ),
  sample(
    SubscriberRepository,
    (subscribers) => subscribers.findByTarget('guild', ID),
    (subscribers) => subscribers.ensure('guild', ID),
  ),
  sample(BotMetaRepository, (meta) => meta.listByPrefix('a')),
  sample(
    OutboxRepository,
    (outbox) => outbox.claimDue(NOW, NOW, 1),
    (outbox) => outbox.sent({ id: 1, nonce: 'nonce' }, ID, ID, NOW),
    (outbox) => outbox.retry({ id: 1, nonce: 'nonce' }, NOW, 'error'),
    (outbox) => outbox.refused({ id: 1, nonce: 'nonce' }, 'error', NOW),
    (outbox) => outbox.withdrawnAll([1], 'reason', NOW),
    (outbox) => outbox.releaseLeases(),
    (outbox) => outbox.findNext(1),
    (outbox) => outbox.findOwed(1, 'key'),
    (outbox) => outbox.listRefused(1, 1),
  ),
  sample(
    FeedItemRepository,
    (items) => items.listByIds([1]),
    (items) => items.findLatest(1),
  ),
  sample(
    FeedSubscriptionRepository,
    (subscriptions) => subscriptions.insertIfAbsent(1, 1, NOW),
    (subscriptions) => subscriptions.deleteByFeedAndSubscriber(2, 2),
    (subscriptions) => subscriptions.countByFeed(1),
    (subscriptions) => subscriptions.countBySubscriber(1),
    (subscriptions) => subscriptions.find(1, 1),
    (subscriptions) => subscriptions.setOptions(1, 1, { roleId: ID }),
    (subscriptions) => subscriptions.clearRole(ID),
    (subscriptions) => subscriptions.clearChannel(ID),
    (subscriptions) => subscriptions.listNewest(1, 1),
    (subscriptions) => subscriptions.listFeedsPage(1, { limit: 1, offset: 1 }),
    (subscriptions) => subscriptions.listFeedsContaining([1], 'text', 1),
  ),
  sample(
    ForumPostRepository,
    (posts) => posts.deleteByThread(ID),
    (posts) => posts.deleteByChannel(ID),
  ),
  sample(StreamCursorRepository),
  sample(LeftGuildRepository),
  sample(PrivacyChoiceRepository, (choices) => choices.deleteOfGuild(ID)),
  sample(PrivacyDeletionRepository, (deletions) => deletions.findSame({ userId: ID, guildId: null })),
  sample(
    WebFeedRepository,
    (webFeeds) => webFeeds.enrol({ id: 1, sourceId: 'https://example.org' }, NOW),
    (webFeeds) => webFeeds.findDue(NOW, ['example.org']),
    (webFeeds) => webFeeds.listWorstFollowed(1, 1),
  ),
  sample(
    GuildSettingsRepository,
    (settings) => settings.listByGuildIds([ID]),
    (settings) => settings.upsert(ID, {}),
  ),
  sample(
    GenerationRepository,
    (generations) => generations.listMaintained([ID]),
    (generations) => generations.findInState(ID, 'current'),
    (generations) => generations.listInState('retired'),
    (generations) => generations.listRetired(ID),
    (generations) => generations.retire(ID, 'building'),
  ),
  sample(VoiceSessionRepository, (sessions) => sessions.listActive(ID)),
];

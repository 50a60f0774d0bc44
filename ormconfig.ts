import { databasePath, keepFilesPrivate, processEnvironment } from './src/config';
import { BotMetaEntity, dataSourceOptions, SqliteDataSource } from './src/database';
import { OutboxMessageEntity } from './src/delivery/persistence';
import {
  FeedEntity,
  FeedItemEntity,
  FeedSubscriptionEntity,
  ForgottenItemEntity,
  ForumPostEntity,
  StreamCursorEntity,
  WebFeedEntity,
} from './src/feeds/persistence';
import { LeftGuildEntity, PrivacyChoiceEntity, PrivacyDeletionEntity } from './src/privacy/persistence';
import { GuildSettingsEntity } from './src/settings/persistence';
import { SubscriberEntity } from './src/subscribers/persistence';
import { countedVoiceEntities, recordedVoiceEntities } from './src/voice/persistence';

/** Every entity, for what runs without the application: the TypeORM CLI, the schema check, tests. */
export const entities = [
  BotMetaEntity,
  FeedEntity,
  FeedItemEntity,
  FeedSubscriptionEntity,
  ForgottenItemEntity,
  ForumPostEntity,
  GuildSettingsEntity,
  LeftGuildEntity,
  OutboxMessageEntity,
  PrivacyChoiceEntity,
  PrivacyDeletionEntity,
  StreamCursorEntity,
  SubscriberEntity,
  WebFeedEntity,
  ...recordedVoiceEntities,
  ...countedVoiceEntities,
];

/** For `npm run migration -- migration:run -d ormconfig.ts`. */
keepFilesPrivate();

export default new SqliteDataSource({ ...dataSourceOptions(databasePath(processEnvironment())), entities });

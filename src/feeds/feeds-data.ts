import { Injectable, type OnModuleInit } from '@nestjs/common';

import { count, type Snowflake } from '../common';
import { OutboxRepository } from '../delivery';
import {
  type ExportedTable,
  isoInstant,
  type MemberScope,
  type PersonalData,
  PersonalDataHolders,
} from '../privacy';
import { SettingsService } from '../settings';
import { SubscriberRepository, type Target } from '../subscribers';
import { FeedSubscriptionRepository, ForumPostRepository } from './persistence';

const COUNTED_UP_TO = 10_000;
const SLICE_ROWS = 500;

const MINE = `subscribers.type = 'dm' AND subscribers.target_id = ?`;

/**
 * What a member follows in direct messages, and what a guild follows. Of a guild's subscriptions nobody knows who made
 * them; so there is nothing of a member in a guild.
 */
@Injectable()
export class FeedsData implements PersonalData, OnModuleInit {
  readonly title = 'Direct messages';
  readonly tables = ['subscribers', 'feed_subscriptions', 'outbox_messages', 'forum_posts'];

  constructor(
    private readonly holders: PersonalDataHolders,
    private readonly subscribers: SubscriberRepository,
    private readonly subscriptions: FeedSubscriptionRepository,
    private readonly outbox: OutboxRepository,
    private readonly posts: ForumPostRepository,
    private readonly settings: SettingsService,
  ) {}

  onModuleInit(): void {
    this.holders.register(this);
  }

  async facts({ userId, guildId }: MemberScope): Promise<readonly string[]> {
    if (guildId !== null) return [];
    const subscriber = await this.subscribers.findByTarget('dm', userId);
    if (!subscriber) return [];
    const subscriptions = await this.subscriptions.countBySubscriber(subscriber.id);
    const {
      pending = 0,
      sent = 0,
      refused = 0,
      withdrawn = 0,
    } = await this.outbox.countOf(subscriber.id, COUNTED_UP_TO);
    const total = pending + sent + refused + withdrawn;
    const messages = `${pending} to come, ${sent} sent, ${refused + withdrawn} not sent`;
    return [
      `**${count(subscriptions, 'subscription')}**, with their languages, groups and pauses`,
      `**${count(total, 'message')}**${total < COUNTED_UP_TO ? '' : ' or more'}: ${messages}`,
    ];
  }

  exported({ userId, guildId }: MemberScope): readonly ExportedTable[] {
    if (guildId !== null) return [];
    return [
      {
        title: 'direct messages',
        sql: `SELECT ${isoInstant('unreachable_since')} AS "refused since", unreachable_reason AS "why",
            ${isoInstant('stop_shown_at')} AS "told about it at", ${isoInstant('paused_since')} AS "paused since"
          FROM subscribers WHERE ${MINE}`,
        parameters: [userId],
      },
      {
        title: 'subscriptions',
        sql: `SELECT feeds.name AS "series", feeds.source_url AS "link",
            ${isoInstant('subscription.created_at')} AS "since", subscription.languages, preferred_groups AS
            "preferred groups", ignored_groups AS "ignored groups", ${isoInstant('muted_until')} AS "muted until"
          FROM subscribers CROSS JOIN feed_subscriptions AS subscription ON subscriber_id = subscribers.id
          JOIN feeds ON feeds.id = feed_id WHERE ${MINE} ORDER BY subscription.id`,
        parameters: [userId],
      },
      {
        title: 'messages',
        sql: `SELECT kind, payload AS "about", state, attempts, ${isoInstant('created_at')} AS "owed since",
            ${isoInstant('settled_at')} AS "settled at", channel_id AS "channel id", message_id AS "message id",
            last_error AS "last problem"
          FROM subscribers CROSS JOIN outbox_messages ON subscriber_id = subscribers.id
          WHERE ${MINE} ORDER BY outbox_messages.id`,
        parameters: [userId],
      },
    ];
  }

  deleteMember({ userId, guildId }: MemberScope): Promise<boolean> {
    return guildId === null ? this.deleteTarget({ type: 'dm', targetId: userId }) : Promise.resolve(false);
  }

  deleteGuild(guildId: Snowflake): Promise<boolean> {
    return this.deleteTarget({ type: 'guild', targetId: guildId });
  }

  listGuilds(): Promise<readonly Snowflake[]> {
    return this.subscribers.listGuildIds();
  }

  private async deleteTarget({ type, targetId }: Target): Promise<boolean> {
    const subscriber = await this.subscribers.findByTarget(type, targetId);
    if (!subscriber) return false;
    const { id } = subscriber;
    if (type === 'guild') {
      // While subscriptions and messages are there, which say what posts there are.
      const { channelId } = await this.settings.getFeeds(targetId);
      await this.posts.deleteOfSubscriber(id, channelId);
    }
    const deleted =
      (await this.outbox.deleteSomeOf(id, SLICE_ROWS)) +
      (await this.subscriptions.deleteSomeOf(id, SLICE_ROWS));
    if (deleted === 0) await this.subscribers.delete(id);
    return true;
  }
}

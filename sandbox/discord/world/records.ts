import { ChannelType } from 'discord.js';
import { Component } from '../components/component';
import { Json } from '../wire/json';

export interface UserRecord {
  readonly id: string;
  readonly username: string;
  readonly globalName: string | null;
  readonly bot: boolean;
  /** Served by the CDN under its hash. */
  readonly avatar?: { readonly hash: string; readonly data: Buffer };
  acceptsDms: boolean;
}

export interface RoleRecord {
  readonly id: string;
  readonly guildId: string;
  readonly name: string;
  permissions: bigint;
  position: number;
  /** The application that brought the role along, if any. */
  readonly botId: string | null;
}

export interface MemberRecord {
  readonly userId: string;
  readonly guildId: string;
  readonly roles: string[];
  readonly joinedAt: Date;
  nick: string | null;
  /** Has not yet agreed to the guild's rules. */
  pending: boolean;
  /** Server mute and deafness stay with the member, in and out of voice. */
  mute: boolean;
  deaf: boolean;
}

/** `type` 0 is a role, 1 a member. */
export interface OverwriteRecord {
  readonly id: string;
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface ForumTag {
  readonly id: string;
  readonly name: string;
  /** Only who may manage threads can apply it. */
  readonly moderated: boolean;
}

/** What only a forum has. */
export interface ForumRecord {
  readonly tags: readonly ForumTag[];
  readonly requiresTag: boolean;
}

/** What only a thread has, a forum's post among them. */
export interface ThreadRecord {
  readonly parentId: string;
  readonly ownerId: string;
  readonly createdAt: Date;
  readonly appliedTags: readonly string[];
  archived: boolean;
  archivedAt: Date;
  locked: boolean;
}

export interface ChannelRecord {
  readonly id: string;
  readonly type: ChannelType;
  /** null in a direct message. */
  readonly guildId: string | null;
  /** The other person of a direct message. */
  readonly recipientId: string | null;
  name: string;
  nsfw: boolean;
  /** The category it stands in. */
  parentId: string | null;
  readonly position: number;
  readonly permissionOverwrites: Map<string, OverwriteRecord>;
  readonly forum?: ForumRecord;
  readonly thread?: ThreadRecord;
}

export interface VoiceStateRecord {
  readonly userId: string;
  readonly channelId: string | null;
  readonly sessionId: string;
  readonly selfMute: boolean;
  readonly selfDeaf: boolean;
  readonly selfVideo: boolean;
  readonly selfStream: boolean;
  readonly suppress: boolean;
}

export interface GuildRecord {
  readonly id: string;
  name: string;
  readonly ownerId: string;
  readonly createdAt: Date;
  readonly roles: Map<string, RoleRecord>;
  readonly members: Map<string, MemberRecord>;
  readonly channels: Map<string, ChannelRecord>;
  readonly voiceStates: Map<string, VoiceStateRecord>;
  afkChannelId: string | null;
  botJoined: boolean;
  /** An outage of one guild at Discord: the bot sees it as unavailable. */
  unavailable: boolean;
}

export interface StoredAttachment {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string | null;
  readonly description: string | null;
  readonly size: number;
  readonly url: string;
  readonly data: Buffer;
}

/** Who is notified by a message, after `allowed_mentions`. */
export interface Mentions {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
}

/** One state of a message; an edit replaces it by another object. */
export interface StoredMessage {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly type: number;
  readonly content: string;
  readonly flags: number;
  readonly components: readonly Component[];
  readonly embeds: readonly Json[];
  readonly attachments: readonly StoredAttachment[];
  readonly nonce: string | number | null;
  readonly mentions: Mentions;
  readonly timestamp: Date;
  readonly editedAt: Date | null;
  /** The only person who sees it, for an ephemeral message. */
  readonly visibleTo: string | null;
  /** `interaction_metadata` of an interaction's answer. */
  readonly interaction: Json | null;
  readonly replyTo: string | null;
}

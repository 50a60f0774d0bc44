import type { Snowflake } from '../../common';
import type { Spot } from './guild-roster';
import { GuildNotes } from './guild-notes';
import { GuildTrack } from './guild-track';
import { isOnShard, type Shard, ShardLives } from './shard-lives';
import { sliced, type Task, TaskLine } from './task-line';
import type { TrackedSession } from './tracked-session';
import type { RecordSink } from './voice-record';
import type { ChannelNote, GuildSnapshot, VoiceUpdate } from './voice-update';

/** Where records go, and until when a shard was watched. */
export interface Recording extends RecordSink {
  alive(shardKey: string, at: number): void;
}

interface Guild {
  readonly track: GuildTrack;
  readonly notes: GuildNotes;
}

/**
 * Turns what the gateway says into sessions. Everything happens in the order in which it is told, whatever takes
 * longer; instants are when it was told.
 */
export class VoiceTracker {
  private readonly guilds = new Map<Snowflake, Guild>();
  private readonly channels = new Map<Snowflake, Snowflake>();
  private readonly shards = new Map<number, Shard>();
  /** Of guilds that the bot left: it may come back to one while the clock has jumped back. */
  private readonly endedAt = new Map<Snowflake, number>();
  private readonly seenUntil = new Map<number, number>();
  private readonly line: TaskLine;
  private stopped = false;

  constructor(
    private readonly recording: Recording,
    private readonly gapLimitMs: number,
    private readonly isRecorded: (guildId: Snowflake) => boolean,
    /** Until when an earlier process watched a guild; nothing of this one happens before. */
    private readonly watchedBefore: (guildId: Snowflake) => number,
    onError: (error: unknown) => void,
    /** Whether a member may be recorded there at all. */
    private readonly mayRecord: (guildId: Snowflake, userId: Snowflake) => boolean = () => true,
  ) {
    this.line = new TaskLine(onError);
  }

  /** A suspended session of an earlier process. */
  restore(session: TrackedSession): void {
    this.guild(session.whose.guildId).track.restore(session);
  }

  /** After IDENTIFY: what happened since we looked last is unknown, and guilds that are not listed are not ours. */
  shardReady(shard: Shard, guildIds: ReadonlySet<Snowflake>, at: number): void {
    this.runSliced(() => this.identified(shard, guildIds, at));
  }

  /** We hear of everything on these shards: they are READY, or have just sent something. */
  beat(shardIds: Iterable<number>, at: number): void {
    this.run(() => {
      for (const shardId of shardIds) this.seen(shardId, at);
    });
  }

  snapshot(snapshot: GuildSnapshot, at: number): void {
    this.runSliced(() => this.reconcile(snapshot, at));
  }

  update(update: VoiceUpdate, at: number): void {
    this.run(() => {
      const guild = this.guilds.get(update.guildId);
      if (!guild?.track.live || !this.isCredible(guild, update)) return;
      const { userId } = update;
      const spot = update.isBot ? null : update.spot;
      if (!spot && !guild.track.knows(userId)) return;
      this.noteRoles(guild, update, at);
      guild.track.place(userId, spot, at);
      if (!spot) guild.notes.forgetRoles(userId);
    });
  }

  setAfkChannel(guildId: Snowflake, channelId: Snowflake | null, at: number): void {
    this.runSliced(() => this.guilds.get(guildId)?.track.setAfkChannel(channelId, at));
  }

  channelKnown(guildId: Snowflake, channel: ChannelNote): void {
    this.run(() => {
      const guild = this.guilds.get(guildId);
      if (!guild) return;
      this.channels.set(channel.channelId, guildId);
      guild.notes.noteChannel(channel);
    });
  }

  channelDeleted(guildId: Snowflake, channelId: Snowflake, at: number): void {
    this.runSliced(() => {
      const guild = this.guilds.get(guildId);
      guild?.notes.forgetChannel(channelId);
      if (guild) this.channels.delete(channelId);
      return guild?.track.closeChannel(channelId, at);
    });
  }

  /** Discord itself lost sight of the guild. */
  guildUnavailable(guildId: Snowflake, at: number): void {
    this.runSliced(() => {
      const track = this.guilds.get(guildId)?.track;
      return track?.live ? track.suspend(at) : undefined;
    });
  }

  guildRemoved(guildId: Snowflake, at: number): void {
    this.runSliced(() => this.forget(guildId, at));
  }

  setRecording(guildId: Snowflake, recording: boolean, at: number): void {
    this.runSliced(() => this.switch(guildId, recording, at));
  }

  /** Sessions that are going on. */
  get openSessions(): number {
    return [...this.guilds.values()].reduce((sum, { track }) => sum + track.openSessions, 0);
  }

  /** It may have changed where this member may be recorded. */
  reconsider(userId: Snowflake, at: number): void {
    this.run(() => {
      for (const [guildId, { track, notes }] of this.guilds) {
        track.reconsider(userId, at);
        if (this.mayRecord(guildId, userId)) notes.writeRoles(userId, at);
      }
    });
  }

  /** The clock was moved, or nobody looked for too long a time: no stay lasts from the one instant to the other. */
  leap(from: number, to: number): void {
    this.runSliced(() => this.leapAll(from, to));
  }

  /** Asks anew of every guild whether it is recorded. */
  reconsiderAll(at: number): void {
    for (const guildId of this.guilds.keys()) this.setRecording(guildId, this.isRecorded(guildId), at);
  }

  /** Whether everything that was told is on its way to be stored. */
  get isSettled(): boolean {
    return this.line.isIdle;
  }

  /** Suspends everything; nothing that is told later counts. */
  stop(at: number): void {
    this.line.finish();
    if (this.stopped) return;
    this.stopped = true;
    for (const { track } of this.guilds.values()) if (track.live) this.line.run(() => track.suspend(at));
    this.line.finish();
  }

  private *leapAll(from: number, to: number): Generator<void> {
    for (const { track } of this.guilds.values()) yield* track.leap(from, to);
    for (const shardId of this.seenUntil.keys()) this.seenUntil.set(shardId, to);
    for (const [guildId, at] of this.endedAt) this.endedAt.set(guildId, Math.min(at, to));
  }

  private *identified(shard: Shard, guildIds: ReadonlySet<Snowflake>, at: number): Generator<void> {
    const seenUntil = Math.min(at, this.seenUntil.get(shard.id) ?? at);
    this.shards.set(shard.id, shard);
    for (const [guildId, { track }] of this.guilds) {
      if (!isOnShard(guildId, shard)) continue;
      if (track.live) yield* track.suspend(seenUntil);
      if (!guildIds.has(guildId)) yield* this.forget(guildId, seenUntil);
    }
    this.seen(shard.id, at);
  }

  private *reconcile(
    { guildId, afkChannelId, voiceChannels, updates }: GuildSnapshot,
    at: number,
  ): Generator<void> {
    const guild = this.guild(guildId);
    yield* guild.track.setAfkChannel(afkChannelId, at);
    for (const channel of voiceChannels) {
      this.channels.set(channel.channelId, guildId);
      guild.notes.noteChannel(channel);
    }
    const spots = new Map<Snowflake, Spot>();
    yield* sliced(updates, (update) => {
      if (!update.spot || update.isBot === true || !this.isCredible(guild, update)) return;
      spots.set(update.userId, update.spot);
      this.noteRoles(guild, update, at);
    });
    yield* guild.track.reconcile(spots, at, this.gapLimitMs);
  }

  private *switch(guildId: Snowflake, recording: boolean, at: number): Generator<void> {
    const guild = this.guilds.get(guildId);
    if (!guild || guild.track.isRecording === recording) return;
    yield* guild.track.setRecording(recording, at);
    if (recording) yield* guild.notes.writeAll(at);
  }

  /** A place in another guild is nonsense; and who is not said to be a person may be a bot, unless we know better. */
  private isCredible({ track }: Guild, { guildId, userId, spot, isBot }: VoiceUpdate): boolean {
    const channelGuild = spot ? this.channels.get(spot.channelId) : undefined;
    if (channelGuild !== undefined && channelGuild !== guildId) return false;
    return isBot !== null || track.knows(userId);
  }

  private noteRoles({ notes }: Guild, { userId, roleIds }: VoiceUpdate, at: number): void {
    if (roleIds) notes.noteRoles(userId, roleIds, at);
  }

  private guild(guildId: Snowflake): Guild {
    const known = this.guilds.get(guildId);
    if (known) return known;
    const notBefore = this.endedAt.get(guildId) ?? this.watchedBefore(guildId);
    const mayRecord = (userId: Snowflake): boolean => this.mayRecord(guildId, userId);
    const track = new GuildTrack(guildId, this.isRecorded(guildId), notBefore, this.recording, mayRecord);
    const notes = new GuildNotes(guildId, this.recording, () => track.isRecording, mayRecord);
    const guild = { track, notes };
    this.guilds.set(guildId, guild);
    return guild;
  }

  private *forget(guildId: Snowflake, at: number): Generator<void> {
    const guild = this.guilds.get(guildId);
    if (!guild) return;
    this.endedAt.set(guildId, yield* guild.track.end(at));
    this.guilds.delete(guildId);
    for (const [channelId, guildOfChannel] of this.channels) {
      if (guildOfChannel === guildId) this.channels.delete(channelId);
    }
  }

  private seen(shardId: number, at: number): void {
    const seenUntil = Math.max(at, this.seenUntil.get(shardId) ?? 0);
    this.seenUntil.set(shardId, seenUntil);
    const shard = this.shards.get(shardId);
    if (shard) this.recording.alive(ShardLives.key(shard), seenUntil);
  }

  private run(task: () => void): void {
    this.runSliced(() => {
      task();
      return undefined;
    });
  }

  private runSliced(task: Task): void {
    if (!this.stopped) this.line.run(task);
  }
}

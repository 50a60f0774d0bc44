import type { Snowflake } from '../../common';
import { sliced } from './task-line';
import type { RecordSink } from './voice-record';
import type { ChannelNote } from './voice-update';

/** Roles of a guild's members in voice and categories of its voice channels; written down when they change. */
export class GuildNotes {
  private readonly roles = new Map<Snowflake, readonly Snowflake[]>();
  private readonly categories = new Map<Snowflake, Snowflake | null>();

  constructor(
    private readonly guildId: Snowflake,
    private readonly records: RecordSink,
    private readonly isRecording: () => boolean,
    /** Of members who want nothing to be recorded, roles are remembered and not written down. */
    private readonly mayRecord: (userId: Snowflake) => boolean,
  ) {}

  /** Whether the guild has this voice channel. */
  hasChannel(channelId: Snowflake): boolean {
    return this.categories.has(channelId);
  }

  noteRoles(userId: Snowflake, roleIds: readonly Snowflake[], at: number): void {
    if (this.roles.get(userId)?.join() === roleIds.join()) return;
    this.roles.set(userId, roleIds);
    this.recordRoles(userId, roleIds, at);
  }

  /** The member left voice; what is stored stays. */
  forgetRoles(userId: Snowflake): void {
    this.roles.delete(userId);
  }

  noteChannel({ channelId, categoryId }: ChannelNote): void {
    if (this.categories.get(channelId) === categoryId) return;
    this.categories.set(channelId, categoryId);
    if (this.isRecording()) this.recordChannel(channelId, categoryId);
  }

  forgetChannel(channelId: Snowflake): void {
    this.categories.delete(channelId);
  }

  /** The member may be recorded again. */
  writeRoles(userId: Snowflake, at: number): void {
    const roleIds = this.roles.get(userId);
    if (roleIds) this.recordRoles(userId, roleIds, at);
  }

  /** Recording was switched on: what was only remembered is written down. */
  *writeAll(at: number): Generator<void> {
    yield* sliced(this.roles, ([userId, roleIds]) => {
      this.recordRoles(userId, roleIds, at);
    });
    for (const [channelId, categoryId] of this.categories) this.recordChannel(channelId, categoryId);
  }

  private recordRoles(userId: Snowflake, roleIds: readonly Snowflake[], seenAt: number): void {
    if (!this.isRecording() || !this.mayRecord(userId)) return;
    this.records.add({ type: 'roles', row: { guildId: this.guildId, userId, roleIds, seenAt } });
  }

  private recordChannel(channelId: Snowflake, categoryId: Snowflake | null): void {
    this.records.add({ type: 'channel', row: { guildId: this.guildId, channelId, categoryId } });
  }
}

import type { Snowflake } from '../../../src/common';
import { VoiceState } from '../../../src/voice/voice-state';

interface Presence {
  readonly userId: Snowflake;
  readonly channelId: Snowflake;
  /** Of the member alone; whether others are there is worked out afterwards. */
  readonly flags: number;
  readonly afk: boolean;
  readonly from: number;
  to: number | null;
}

export interface Place {
  readonly channelId: Snowflake;
  readonly flags: number;
}

/**
 * What should be recorded of one guild, the simplest way to say it: presences with a beginning and an end, all of them
 * looked at to know who was alone.
 */
export class NaiveVoice {
  readonly presences: Presence[] = [];
  private places = new Map<Snowflake, Place>();
  private afkChannelId: Snowflake | null = null;
  private recording = true;
  private live = false;
  private now = 0;
  /** Since when the guild is out of sight, with those whose session may go on. */
  private gap: { since: number; presences: Presence[] } | null = null;

  constructor(private readonly gapLimitMs: number) {}

  /** Whether the member is in voice, or was when the guild went out of sight. */
  isIn(userId: Snowflake): boolean {
    return this.places.has(userId);
  }

  place(userId: Snowflake, place: Place | null, at: number): void {
    if (!this.live || (!place && !this.isIn(userId))) return;
    this.tick(at);
    if (place) this.places.set(userId, place);
    else this.places.delete(userId);
    this.refresh();
  }

  closeChannel(channelId: Snowflake, at: number): void {
    this.tick(at);
    for (const [userId, place] of this.places) if (place.channelId === channelId) this.places.delete(userId);
    this.refresh();
  }

  setAfkChannel(channelId: Snowflake | null, at: number): void {
    if (channelId === this.afkChannelId) return;
    this.tick(at);
    this.afkChannelId = channelId;
    this.refresh();
  }

  setRecording(recording: boolean, at: number): void {
    if (recording === this.recording) return;
    this.tick(at);
    this.recording = recording;
    if (!recording) this.gap = null;
    this.refresh();
  }

  lose(at: number): void {
    if (!this.live) return;
    this.tick(at);
    const presences = this.presences.filter(({ to }) => to === null);
    for (const presence of presences) presence.to = this.now;
    this.gap = { since: this.now, presences };
    this.places.clear();
    this.live = false;
  }

  snapshot(places: ReadonlyMap<Snowflake, Place>, at: number): void {
    this.tick(at);
    this.live = true;
    const { since, presences } = this.gap ?? { since: 0, presences: [] };
    this.gap = null;
    for (const presence of presences) {
      const isThere = places.get(presence.userId)?.channelId === presence.channelId;
      if (this.recording && isThere && this.now - since <= this.gapLimitMs) presence.to = null;
    }
    this.places = new Map(places);
    this.refresh();
  }

  /** Channel and state of a member during an instant; null when nothing is recorded. */
  at(userId: Snowflake, instant: number): { channelId: Snowflake; state: number } | null {
    const there = this.presences.filter(({ from, to }) => from <= instant && (to === null || instant < to));
    const mine = there.find((presence) => presence.userId === userId);
    if (!mine) return null;
    const isAlone = there.every((other) => other === mine || other.channelId !== mine.channelId);
    const state = mine.flags | (isAlone ? VoiceState.alone : 0) | (mine.afk ? VoiceState.afkChannel : 0);
    return { channelId: mine.channelId, state };
  }

  private refresh(): void {
    const open = this.presences.filter(({ to }) => to === null);
    for (const presence of open) if (!this.isAsBefore(presence)) presence.to = this.now;
    if (!this.recording) return;
    for (const [userId, { channelId, flags }] of this.places) {
      if (this.presences.some((presence) => presence.userId === userId && presence.to === null)) continue;
      const afk = channelId === this.afkChannelId;
      this.presences.push({ userId, channelId, flags, afk, from: this.now, to: null });
    }
  }

  private isAsBefore({ userId, channelId, flags, afk }: Presence): boolean {
    const place = this.places.get(userId);
    const isSame = place?.channelId === channelId && place.flags === flags;
    return this.recording && isSame && afk === (channelId === this.afkChannelId);
  }

  /** Nothing happens before that any more. */
  tick(at: number): void {
    this.now = Math.max(this.now, at);
  }
}

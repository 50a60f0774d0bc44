import { ChannelType } from 'discord.js';

import { uncovered, type Span } from '../support/uncovered';
import { readSessions } from '../e2e/voice/voice-room';
import type { Community } from './community';
import type { Day } from './day';

const MINUTE = 60_000;
/** How late each event may be written down on a busy machine. */
const ON_ITS_WAY_MS = 1_000;

interface Stay extends Span {
  readonly userId: string;
  readonly channelId: string;
}

/** Who was in voice, as it was told to Discord, and how far the bot's record differs from it. */
export interface VoiceTruth {
  readonly hours: number;
  readonly recordedHours: number;
  /** When the bot could see nobody. */
  readonly absentHours: number;
  /** A sentence for each member and channel. */
  readonly differences: readonly string[];
}

/** People who talk with each other in the evening. */
export class VoiceLife {
  private readonly stays: Stay[] = [];
  private readonly present = new Map<string, { readonly channelId: string; readonly from: number }>();
  private readonly absences: Span[] = [];
  private readonly channels: readonly string[];
  readonly guildId: string;
  private readonly members: readonly string[];

  constructor(
    private readonly day: Day,
    { guilds, members }: Community,
  ) {
    const { discord } = day.surroundings;
    this.guildId = guilds[0]?.subscriber.guildId ?? '';
    this.members = members.map(({ userId }) => userId);
    const type = ChannelType.GuildVoice;
    this.channels = ['lounge', 'studio'].map(
      (name) => discord.createChannel(this.guildId, { name, type }).id,
    );
  }

  planDay(): void {
    const { random, timetable } = this.day;
    for (const userId of this.members) {
      if (random.next() < 0.2) continue;
      const begin = timetable.share(0.35, 0.9);
      const minutes = random.integer(15, 200);
      this.plan(begin, userId, () => random.integer(0, 1));
      if (random.next() < 0.4) this.plan(begin + minutes * 0.4 * MINUTE, userId, () => random.integer(0, 1));
      if (random.next() < 0.5) this.planMute(begin + minutes * 0.7 * MINUTE, userId);
      this.plan(begin + minutes * MINUTE, userId, () => null);
    }
  }

  /** The bot saw nobody in that time. */
  absent(span: Span): void {
    this.absences.push(span);
  }

  /** Everybody goes home. */
  end(): void {
    for (const userId of this.members) this.go(userId, null);
  }

  compare(): VoiceTruth {
    const { databasePath, now } = this.day.surroundings;
    const sessions = readSessions(databasePath).filter(({ guildId }) => guildId === this.guildId);
    const differences = this.members.flatMap((userId, n) =>
      this.channels.flatMap((channelId) => {
        const isHere = (one: { userId: string; channelId: string }): boolean =>
          one.userId === userId && one.channelId === channelId;
        const told = this.stays.filter(isHere);
        const stored = sessions
          .filter(isHere)
          .map(({ joinTime, leaveTime }) => ({ from: joinTime, to: leaveTime ?? now() }));
        const missing = uncovered(told, stored, this.absences);
        const invented = uncovered(stored, told, this.absences);
        const mostMs = 2 * ON_ITS_WAY_MS * (told.length + 1);
        return missing > mostMs || invented > mostMs
          ? [
              `member-${n} in ${channelId}: ${missing} ms missing, ${invented} ms too much of ${told.length} stays`,
            ]
          : [];
      }),
    );
    const stored = sessions.map(({ joinTime, leaveTime }) => ({ from: joinTime, to: leaveTime ?? now() }));
    return {
      hours: hoursOf(this.stays),
      recordedHours: hoursOf(stored),
      absentHours: hoursOf(this.absences),
      differences,
    };
  }

  private plan(at: number, userId: string, choose: () => number | null): void {
    const act = (): void => {
      const index = choose();
      this.go(userId, index === null ? null : (this.channels[index] ?? null));
    };
    this.day.timetable.add(at, { kind: 'world', what: 'voice', act });
  }

  private planMute(at: number, userId: string): void {
    const act = (): void => {
      const selfMute = this.day.random.next() < 0.7;
      if (this.present.has(userId))
        this.day.surroundings.discord.setVoiceState(this.guildId, userId, { selfMute });
    };
    this.day.timetable.add(at, { kind: 'world', what: 'voice', act });
  }

  private go(userId: string, channelId: string | null): void {
    const { discord, now } = this.day.surroundings;
    const here = this.present.get(userId);
    if (channelId === (here?.channelId ?? null)) return;
    const at = now();
    if (here) this.stays.push({ userId, ...here, to: at });
    if (channelId === null) this.present.delete(userId);
    else this.present.set(userId, { channelId, from: at });
    discord.setVoiceState(this.guildId, userId, { channelId });
  }
}

function hoursOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0) / (60 * MINUTE);
}

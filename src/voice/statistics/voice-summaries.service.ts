import { Injectable } from '@nestjs/common';

import { Clock, type Snowflake } from '../../common';
import type { AnswerTo, DayTotal, GuildDayTotal, Peak } from './questions';
import { RecountService } from './recount.service';
import type { Range } from './ranges';
import { VoiceBoards } from './voice-boards.service';
import { VoiceStatistics } from './voice-statistics.service';

interface Summary {
  readonly totalMs: number;
  readonly channels: AnswerTo<'channels'>;
  /** 168 sums, from Monday 00:00. */
  readonly hoursOfWeek: readonly number[];
  readonly isRecounting: boolean;
}

export interface MemberSummary extends Summary {
  readonly days: readonly DayTotal[];
  readonly rank: number | null;
  readonly rankedMembers: number;
  readonly streaks: AnswerTo<'streaks'>;
}

export interface GuildSummary extends Summary {
  readonly days: readonly GuildDayTotal[];
  readonly activeMembers: number;
  readonly peak: Peak | null;
}

/** What there is to say about a member or a guild in a range. */
@Injectable()
export class VoiceSummaries {
  constructor(
    private readonly clock: Clock,
    private readonly boards: VoiceBoards,
    private readonly statistics: VoiceStatistics,
    private readonly recount: RecountService,
  ) {}

  async member(guildId: Snowflake, userId: Snowflake, range: Range): Promise<MemberSummary> {
    const window = await this.boards.windowOf(guildId, range, this.clock.now().getTime());
    const asked = { guildId, window, userId };
    const [board, days, channels, hoursOfWeek, streaks] = await Promise.all([
      this.statistics.ask('leaderboard', { ...asked, offset: 0, limit: 1 }),
      this.statistics.ask('memberDays', asked),
      this.statistics.ask('channels', asked),
      this.statistics.ask('hoursOfWeek', asked),
      this.statistics.ask('streaks', asked),
    ]);
    return {
      totalMs: board.own?.ms ?? 0,
      rank: board.own?.rank ?? null,
      rankedMembers: board.size,
      days,
      channels,
      hoursOfWeek,
      streaks,
      isRecounting: await this.recount.isRecounting(guildId),
    };
  }

  async guild(guildId: Snowflake, range: Range): Promise<GuildSummary> {
    const window = await this.boards.windowOf(guildId, range, this.clock.now().getTime());
    const asked = { guildId, window };
    const [board, days, channels, hoursOfWeek, peak] = await Promise.all([
      this.statistics.ask('leaderboard', { ...asked, offset: 0, limit: 1 }),
      this.statistics.ask('guildDays', asked),
      this.statistics.ask('channels', asked),
      this.statistics.ask('hoursOfWeek', asked),
      this.statistics.ask('peak', asked),
    ]);
    return {
      totalMs: board.totalMs,
      activeMembers: board.size,
      days,
      channels,
      hoursOfWeek,
      peak,
      isRecounting: await this.recount.isRecounting(guildId),
    };
  }
}

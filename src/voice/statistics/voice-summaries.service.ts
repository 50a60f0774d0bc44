import { Injectable } from '@nestjs/common';

import { Clock, type Snowflake } from '../../common';
import { SettingsService } from '../../settings';
import type { QuestionName } from './questions';
import { type DateRange, windowOf } from './ranges';
import { RecountService } from './recount.service';
import type { Statistic } from './statistic';
import type {
  AskedFigures,
  FiguresContext,
  GuildFigures,
  MemberFigures,
  VoiceFigures,
} from './voice-figures';
import { VoiceStatistics } from './voice-statistics.service';
import type { Window } from './window';

/** What a statistic needs besides what all of them show. */
const OF_MEMBER: Partial<Record<Statistic, readonly ('channels' | 'hoursOfWeek' | 'memberRecords')[]>> = {
  overview: ['channels', 'hoursOfWeek'],
  hours: ['hoursOfWeek'],
  week: ['hoursOfWeek'],
  channels: ['channels'],
  records: ['memberRecords'],
};
const OF_GUILD: Partial<
  Record<Statistic, readonly ('channels' | 'hoursOfWeek' | 'peak' | 'guildRecords')[]>
> = {
  hours: ['hoursOfWeek'],
  week: ['hoursOfWeek'],
  channels: ['channels'],
  overview: ['channels', 'hoursOfWeek', 'peak'],
  records: ['guildRecords'],
};

/** What there is to say about a member or a guild in a range. */
@Injectable()
export class VoiceSummaries {
  constructor(
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly statistics: VoiceStatistics,
    private readonly recount: RecountService,
  ) {}

  /** @throws DomainError while the guild's history is being counted for the first time. */
  async figures(guildId: Snowflake, asked: AskedFigures): Promise<VoiceFigures> {
    const now = this.clock.now().getTime();
    const { timeZone, dayStartHour } = await this.settings.getVoice(guildId);
    const years = asked.statistic === 'year' ? await this.yearsOf(guildId, asked.userId, now) : [];
    const year =
      asked.statistic === 'year' ? (asked.year ?? years[0] ?? new Date(now).getUTCFullYear()) : null;
    const range = year === null ? asked.range : rangeOf(year);
    const window = windowOf(range, now, now, { timeZone, dayStartHour });
    const context = {
      ...{ asked, year, years, timeZone, dayStartHour },
      isOver: window.until < now,
      isRecounting: await this.recount.isRecounting(guildId),
    };
    return asked.userId === null
      ? this.ofGuild(context, { guildId, window })
      : this.ofMember(context, { guildId, window, userId: asked.userId });
  }

  private async ofMember(
    context: FiguresContext,
    asked: { guildId: Snowflake; window: Window; userId: Snowflake },
  ): Promise<MemberFigures> {
    const needed = neededBy(OF_MEMBER, context.asked.statistic);
    const { leaderboard, memberDays, ...others } = await this.statistics.askAll(
      ['leaderboard', 'memberDays', 'streaks', ...needed],
      { ...asked, offset: 0, limit: 1 },
    );
    return {
      ...{ ...context, ...others, userId: asked.userId, days: memberDays },
      totalMs: leaderboard.own?.ms ?? 0,
      rank: leaderboard.own?.rank ?? null,
      rankedMembers: leaderboard.size,
    };
  }

  private async ofGuild(
    context: FiguresContext,
    asked: { guildId: Snowflake; window: Window },
  ): Promise<GuildFigures> {
    const needed = neededBy(OF_GUILD, context.asked.statistic);
    const { leaderboard, guildDays, ...others } = await this.statistics.askAll(
      ['leaderboard', 'guildDays', ...needed],
      { ...asked, offset: 0, limit: 1 },
    );
    return {
      ...{ ...context, ...others, userId: null, days: guildDays },
      totalMs: leaderboard.totalMs,
      activeMembers: leaderboard.activeMembers,
    };
  }

  /** Those with any time, the last first. */
  private async yearsOf(guildId: Snowflake, userId: Snowflake | null, now: number): Promise<number[]> {
    const asked = { guildId, window: { since: 0, until: now } };
    const days =
      userId === null
        ? await this.statistics.ask('guildDays', asked)
        : await this.statistics.ask('memberDays', { ...asked, userId });
    const years = days.filter(({ ms }) => ms > 0).map(({ date }) => Number(date.slice(0, 4)));
    return [...new Set(years)].reverse();
  }
}

function neededBy<Name extends QuestionName>(
  needs: Partial<Record<Statistic, readonly Name[]>>,
  statistic: Statistic,
): readonly Name[] {
  return needs[statistic] ?? [];
}

function rangeOf(year: number): DateRange {
  return `${year}-01-01..${year}-12-31`;
}

import { Injectable } from '@nestjs/common';

import { Clock, type Snowflake } from '../../common';
import { SettingsService } from '../../settings';
import type { Leaderboard } from './questions';
import { RecountService } from './recount.service';
import { type Range, windowOf } from './ranges';
import { VoiceStatistics } from './voice-statistics.service';
import type { Window } from './window';

export interface AskedBoard {
  readonly range: Range;
  readonly askedAt: number;
  readonly partnerId: string | null;
  readonly offset: number;
  readonly limit: number;
  /** Who asks. */
  readonly userId: string;
}

export interface BoardPageAnswer extends Leaderboard {
  /** Of the first of all pages, 0 without any. */
  readonly mostMs: number;
  /** The figures still follow the settings from before a change. */
  readonly isRecounting: boolean;
}

/** Boards of named ranges, as people page through them. */
@Injectable()
export class VoiceBoards {
  constructor(
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly statistics: VoiceStatistics,
    private readonly recount: RecountService,
  ) {}

  async page(guildId: Snowflake, asked: AskedBoard): Promise<BoardPageAnswer> {
    const window = await this.windowOf(guildId, asked.range, asked.askedAt);
    const isRecounting = await this.recount.isRecounting(guildId);
    const board = await this.board(guildId, window, asked);
    const first =
      asked.offset === 0 ? board : await this.board(guildId, window, { ...asked, offset: 0, limit: 1 });
    return { ...board, mostMs: first.entries[0]?.ms ?? 0, isRecounting };
  }

  private async board(
    guildId: Snowflake,
    window: Window,
    { offset, limit, userId, partnerId }: AskedBoard,
  ): Promise<Leaderboard> {
    const question = { guildId, window, offset, limit };
    if (partnerId === null) return this.statistics.ask('leaderboard', { ...question, userId });
    const partners = await this.statistics.ask('partners', { ...question, userId: partnerId });
    return { ...partners, own: null };
  }

  /** What a range means in this guild. */
  async windowOf(guildId: Snowflake, range: Range, askedAt: number): Promise<Window> {
    return windowOf(range, askedAt, this.clock.now().getTime(), await this.settings.getVoice(guildId));
  }
}

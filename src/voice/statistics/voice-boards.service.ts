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

/** Boards of named ranges, as people page through them. */
@Injectable()
export class VoiceBoards {
  constructor(
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly statistics: VoiceStatistics,
    private readonly recount: RecountService,
  ) {}

  async page(
    guildId: Snowflake,
    asked: AskedBoard,
  ): Promise<Leaderboard & { readonly isRecounting: boolean }> {
    const { offset, limit, userId, partnerId } = asked;
    const window = await this.windowOf(guildId, asked.range, asked.askedAt);
    const isRecounting = await this.recount.isRecounting(guildId);
    if (partnerId === null) {
      const board = await this.statistics.ask('leaderboard', { guildId, window, offset, limit, userId });
      return { ...board, isRecounting };
    }
    const board = await this.statistics.ask('partners', {
      guildId,
      window,
      offset,
      limit,
      userId: partnerId,
    });
    return { ...board, own: null, isRecounting };
  }

  /** What a range means in this guild. */
  async windowOf(guildId: Snowflake, range: Range, askedAt: number): Promise<Window> {
    return windowOf(range, askedAt, this.clock.now().getTime(), await this.settings.getVoice(guildId));
  }
}

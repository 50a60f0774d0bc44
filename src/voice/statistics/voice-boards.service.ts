import { Injectable } from '@nestjs/common';

import { Clock, type Snowflake } from '../../common';
import { PrivacyChoices } from '../../privacy';
import { SettingsService } from '../../settings';
import type { Leaderboard } from './questions';
import { requireShown } from './require-shown';
import { RecountService } from './recount.service';
import { type Range, windowOf } from './ranges';
import { VoiceStatistics } from './voice-statistics.service';
import type { Window } from './window';

export interface AskedBoard {
  readonly range: Range;
  /** Epoch milliseconds. */
  readonly askedAt: number;
  /** Time together with this member rather than time at all. */
  readonly partnerId: string | null;
}

interface AskedPage extends AskedBoard {
  /** From 1; beyond the last the last is meant. */
  readonly page: number;
  readonly pageSize: number;
  /** Who asks. */
  readonly userId: string;
}

export interface BoardPageAnswer extends Leaderboard {
  /** The one that is shown. */
  readonly page: number;
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
    private readonly privacy: PrivacyChoices,
  ) {}

  async page(guildId: Snowflake, asked: AskedPage): Promise<BoardPageAnswer> {
    const { pageSize } = asked;
    const window = await this.windowOf(guildId, asked.range, asked.askedAt);
    const isRecounting = await this.recount.isRecounting(guildId);
    const board = await this.board(guildId, window, asked);
    // It may have become shorter since its pager was shown.
    const page = Math.min(asked.page, Math.max(1, Math.ceil(board.size / pageSize)));
    const shown = page === asked.page ? board : await this.board(guildId, window, { ...asked, page });
    const first = page === 1 ? shown : await this.board(guildId, window, { ...asked, page: 1, pageSize: 1 });
    return { ...shown, page, mostMs: first.entries[0]?.ms ?? 0, isRecounting };
  }

  private async board(
    guildId: Snowflake,
    window: Window,
    { page, pageSize: limit, userId, partnerId }: AskedPage,
  ): Promise<Leaderboard> {
    const question = { guildId, window, offset: (page - 1) * limit, limit };
    if (partnerId === null) {
      // A board is for everybody to see, who asked for it included.
      const own = this.privacy.isHidden(guildId, userId) ? {} : { userId };
      return this.statistics.ask('leaderboard', { ...question, ...own });
    }
    requireShown(this.privacy, guildId, partnerId, userId);
    const partners = await this.statistics.ask('partners', { ...question, userId: partnerId });
    return { ...partners, own: null };
  }

  /** What a range means in this guild. */
  private async windowOf(guildId: Snowflake, range: Range, askedAt: number): Promise<Window> {
    return windowOf(range, askedAt, this.clock.now().getTime(), await this.settings.getVoice(guildId));
  }
}

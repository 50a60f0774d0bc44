import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';

import { Clock, DomainError, type Snowflake } from '../../common';
import { AppConfig } from '../../config';
import { PrivacyChoices } from '../../privacy';
import { StatisticsThread } from '../reading/statistics-thread';
import type { AnswersTo, AnswerTo, QuestionName, QuestionOf, QuestionOfAll } from './questions';
import { RecountService } from './recount.service';

/** The first count of a small guild takes a moment; a person waits for it rather than asking again. */
const FIRST_COUNT_PATIENCE_MS = 2_000;
const FIRST_COUNT_POLL_MS = 50;
const LONG_WINDOW_MS = 32 * 86_400_000;

type Asked<Name extends QuestionName> = Omit<QuestionOfAll<Name>, 'now' | 'hidden' | 'revision'>;

/**
 * Every question about voice time. Answers are exact for any window, follow the settings that the guild's current
 * count was made with, and come from a thread of their own.
 */
@Injectable()
export class VoiceStatistics implements OnApplicationShutdown {
  private readonly quick: StatisticsThread;
  /** What must read a long history does not stand in the way of what is answered at once. */
  private readonly slow: StatisticsThread;
  private revision = 0;

  constructor(
    config: AppConfig,
    private readonly clock: Clock,
    private readonly recount: RecountService,
    private readonly privacy: PrivacyChoices,
  ) {
    this.quick = new StatisticsThread(config.databasePath);
    this.slow = new StatisticsThread(config.databasePath);
  }

  /** @throws DomainError while the guild's history is being counted for the first time. */
  async ask<Name extends QuestionName>(name: Name, asked: Asked<Name>): Promise<AnswerTo<Name>> {
    return (await this.askAll([name], asked))[name];
  }

  /** Several questions about one window; their answers agree, because they are of one instant. */
  async askAll<Name extends QuestionName>(
    names: readonly Name[],
    asked: Asked<Name>,
  ): Promise<AnswersTo<Name>> {
    const { guildId: asking, userId } = asked as unknown as { guildId: string; userId?: string };
    // Whoever is asked about is there: whether they may be is decided by who asks.
    const hidden = this.privacy.listHidden(asking as Snowflake).filter((id) => id !== userId);
    const now = this.clock.now().getTime();
    const question = { ...asked, now, hidden, revision: this.revision } as unknown as QuestionOfAll<Name>;
    const common = question as QuestionOf<QuestionName>;
    const thread = names.some((name) => isSlow(name, common)) ? this.slow : this.quick;
    const guildId = common.guildId as Snowflake;
    for (let waitedMs = 0; waitedMs <= FIRST_COUNT_PATIENCE_MS; waitedMs += FIRST_COUNT_POLL_MS) {
      const answers = await thread.askAll(names, question);
      if (answers !== undefined) return answers;
      if (waitedMs === 0) await this.recount.check(guildId);
      await sleep(FIRST_COUNT_POLL_MS);
    }
    throw new DomainError(
      'voice-history-uncounted',
      'I am counting the history of this server for the first time. Please try again in a few minutes.',
    );
  }

  /** Members were deleted: boards that are kept for a while may name them. */
  forgetBoards(): void {
    this.revision += 1;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.quick.stop(), this.slow.stop()]);
  }
}

function isSlow(name: QuestionName, question: QuestionOf<QuestionName>): boolean {
  const isLong = question.window.until - question.window.since > LONG_WINDOW_MS;
  const ofMember = 'userId' in question;
  if (name === 'peak' || name === 'guildRecords' || name === 'memberRecords') return true;
  return isLong && ofMember && (name === 'partners' || name === 'channels' || name === 'hoursOfWeek');
}

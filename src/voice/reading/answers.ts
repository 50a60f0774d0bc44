import type { AnswersTo, AnswerTo, QuestionName, QuestionOf, QuestionOfAll } from '../statistics/questions';
import { BoardCache } from './board-cache';
import { channels, hoursOfWeek } from './breakdowns';
import { guildDays, memberDays } from './days';
import { GuildHistory } from './guild-history';
import { Strangers } from './keys';
import { leaderboard } from './leaderboard';
import { OpenStays } from './open-stays';
import { partners } from './partners';
import { peak } from './peak';
import { ReadConnection } from './read-connection';
import { guildRecords, memberRecords } from './records';
import { streaks } from './streaks';

type Answering = {
  [Name in QuestionName]: (
    history: GuildHistory,
    question: QuestionOf<Name>,
    boards: BoardCache,
  ) => AnswerTo<Name>;
};

const ANSWERING: Answering = {
  leaderboard,
  partners,
  memberDays,
  guildDays,
  channels,
  hoursOfWeek,
  peak,
  streaks,
  memberRecords,
  guildRecords,
};

/** Answers questions about one database file, one at a time, blocking; so it belongs into a thread of its own. */
export class Answers {
  private readonly connection: ReadConnection;
  private readonly open: OpenStays;
  private readonly strangers = new Strangers();
  private readonly boards = new BoardCache(this.strangers);

  constructor(path: string) {
    this.connection = new ReadConnection(path);
    this.open = new OpenStays(this.connection);
  }

  /** @returns undefined when the guild's history was not counted yet. */
  answer<Name extends QuestionName>(name: Name, question: QuestionOf<Name>): AnswerTo<Name> | undefined {
    return this.answerAll([name], question as QuestionOfAll<Name>)?.[name];
  }

  /** Of one instant, so that the answers agree. */
  answerAll<Name extends QuestionName>(
    names: readonly Name[],
    question: QuestionOfAll<Name>,
  ): AnswersTo<Name> | undefined {
    return this.connection.snapshot(() => {
      const { guildId, now } = question as QuestionOf<QuestionName>;
      const history = GuildHistory.open(this.connection, this.open, this.strangers, guildId, now);
      if (!history) return undefined;
      const answers = names.map((name) => {
        const answering = ANSWERING[name] as (...given: [GuildHistory, unknown, BoardCache]) => unknown;
        return [name, answering(history, question, this.boards)];
      });
      return Object.fromEntries(answers) as AnswersTo<Name>;
    });
  }

  close(): void {
    this.connection.close();
  }
}

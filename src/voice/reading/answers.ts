import type { AnswerTo, QuestionName, QuestionOf } from '../statistics/questions';
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
    return this.connection.snapshot(() => {
      const { guildId, now } = question;
      const history = GuildHistory.open(this.connection, this.open, this.strangers, guildId, now);
      return history ? ANSWERING[name](history, question, this.boards) : undefined;
    });
  }

  close(): void {
    this.connection.close();
  }
}

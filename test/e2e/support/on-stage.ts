import type { RecordedRequest } from '../../../sandbox/discord';
import { answers, customIdsIn, definedCustomIds } from '../../support/custom-ids';
import { Stage } from './stage';

type Variables = Readonly<Record<string, string>>;

export interface OnStageOptions {
  /** Further variables of the bot's configuration; a function first puts on the stage what they are about. */
  readonly variables?: Variables | ((stage: Stage) => Variables);
  /** Whether the bot runs before a test; true unless said. */
  readonly started?: boolean;
  /** Runs the tests at the same time, so that they wait together; each keeps to people and places of its own. */
  readonly together?: boolean;
  /** Gives every test a stage of its own instead of one for the file. */
  readonly alone?: boolean;
  /** Whether stray errors are what the tests are about. */
  readonly strayErrors?: boolean;
}

type Play = (stage: Stage) => Promise<void>;

interface StagedTests {
  (title: string, play: Play): void;
  /** One test a row; `%s` in the title is the row's first value. */
  each<Row extends readonly unknown[]>(
    rows: readonly (readonly [...Row])[],
  ): (title: string, play: (stage: Stage, ...row: Row) => Promise<void>) => void;
}

/** What a library or a handler let slip; the process survives it, but something is wrong. */
const STRAY_ERROR = /nobody cared|caught by nobody|\bClient error:/;

/**
 * Declares tests that run on a stage. What holds always is checked at the end of the file: nothing sent breaks
 * Discord's rules or specification, each button and menu has one handler, no error is stray, and the token is in no log.
 */
export function onStage(options: OnStageOptions = {}): StagedTests {
  const { together = false, alone = false } = options;
  const plays: Play[] = [];
  const running: Promise<void>[] = [];
  const stages: Stage[] = [];

  async function open(): Promise<Stage> {
    const stage = await Stage.open();
    stages.push(stage);
    const { started = true, variables } = options;
    if (started) await stage.start(typeof variables === 'function' ? variables(stage) : variables);
    return stage;
  }

  async function perform(play: Play): Promise<void> {
    const stage = alone ? await open() : stages[0];
    if (!stage) throw new Error('There is no stage');
    try {
      await play(stage);
    } catch (error) {
      console.error(`The bot's log:\n${stage.log}`);
      throw error;
    }
  }

  beforeAll(async () => {
    if (!alone) await open();
    if (together) running.push(...plays.map(perform));
    // Each test awaits its own; until then a failure waits.
    void Promise.allSettled(running);
  });

  afterAll(async () => {
    await Promise.all(stages.map((stage) => stage.close()));
    const customIds = await definedCustomIds();
    const handlersOf = (used: Parameters<typeof answers>[1]): number =>
      customIds.filter((each) => answers(each, used)).length;
    for (const { discord, log } of stages) {
      expect(discord.violations).toEqual([]);
      expect(discord.requests.filter(isInvalid)).toEqual([]);
      expect(log).not.toContain(discord.token);
      const sent = discord.requests.flatMap(({ body }) => customIdsIn(body));
      expect(sent.filter((used) => handlersOf(used) !== 1)).toEqual([]);
      if (!options.strayErrors) expect(log).not.toMatch(STRAY_ERROR);
    }
  });

  const declare = (title: string, play: Play): void => {
    const index = plays.push(play) - 1;
    it(title, () => running[index] ?? perform(play));
  };
  return Object.assign(declare, {
    each:
      <Row extends readonly unknown[]>(rows: readonly (readonly [...Row])[]) =>
      (title: string, play: (stage: Stage, ...row: Row) => Promise<void>): void => {
        for (const row of rows) declare(title.replace('%s', String(row[0])), (stage) => play(stage, ...row));
      },
  });
}

/** Refused because of its form: always a mistake of ours. */
function isInvalid({ responseBody }: RecordedRequest): boolean {
  return (responseBody as { code?: unknown } | undefined)?.code === 50035;
}

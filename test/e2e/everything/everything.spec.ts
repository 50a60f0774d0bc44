import type { RecordedRequest } from '../../../sandbox/discord';
import type { CustomId } from '../../../src/discord';
import { onStage } from '../support/on-stage';
import type { Case } from './cases';
import { Coverage } from './coverage';
import { Driver } from './driver';
import { FEED_CASES } from './feed.cases';
import { META_CASES } from './meta.cases';
import { OWNER_CASES } from './owner.cases';
import { PRIVACY_CASES } from './privacy.cases';
import { registeredHandlers, usablesOf } from './registered';
import { Scene } from './scene';
import { VOICE_CASES } from './voice.cases';
import { WELCOME_CASES } from './welcome.cases';

/** The owner's are the last: one of them takes all the others away. */
const CASES: readonly Case[] = [
  ...META_CASES,
  ...FEED_CASES,
  ...VOICE_CASES,
  ...WELCOME_CASES,
  ...PRIVACY_CASES,
  ...OWNER_CASES,
];

/** Who has to have used a command: of all, and of those that are in the owner's server. */
const ROLES = ['member', 'admin', 'stranger'] as const;
const ROLES_AT_HOME = ['owner', 'admin', 'member'] as const;

describe('everything that people can use', () => {
  const coverage = new Coverage();
  let scene: Scene;
  let driver: Driver;
  let handlers: ReadonlyMap<string, CustomId>;
  const it = onStage({
    variables: (stage) => {
      scene = new Scene(stage);
      return scene.variables;
    },
  });

  it('is there', async (stage) => {
    handlers = await registeredHandlers();
    driver = new Driver(scene, handlers, coverage);
    scene.fillVoice();
    await stage.until(() => stage.discord.commands(scene.homeId).length > 0);
  });

  for (const each of CASES) it(titleOf(each), () => play(each));

  it('is driven: each command by each role, option, choice and suggestion', async ({ discord }) => {
    const missing = [
      ...coverage.missingCommands(usablesOf(discord.commands()), ROLES),
      ...coverage.missingCommands(usablesOf(discord.commands(scene.homeId)), ROLES_AT_HOME),
    ];
    expect(missing).toEqual([]);
    return Promise.resolve();
  });

  it('is driven: each component and modal, and by a stranger too', () => {
    expect(coverage.missingHandlers([...handlers.keys()])).toEqual([]);
    return Promise.resolve();
  });

  it('leaves no error in the log, and pings nobody', ({ log, discord }) => {
    expect(log).not.toMatch(/\b(ERROR|FATAL)\b/);
    const messages = discord.requests.flatMap(messageIn);
    expect(messages.length).toBeGreaterThan(CASES.length);
    for (const message of messages) expect(message).toMatchObject({ allowed_mentions: { parse: [] } });
    return Promise.resolve();
  });

  function play(each: Case): Promise<void> {
    if ('command' in each) return driver.command(each);
    return 'suggest' in each ? driver.suggestion(each) : driver.press(each);
  }
});

/** What a request shows to people, if anything. */
function messageIn({ body, status }: RecordedRequest): object[] {
  const { data } = (body ?? {}) as { data?: object };
  const shown = data ?? body;
  const isShown = typeof shown === 'object' && shown !== null && 'components' in shown && !('title' in shown);
  return isShown && status !== null && status < 400 ? [shown] : [];
}

function titleOf(each: Case): string {
  if ('suggest' in each) return `/${each.suggest} offers something for ${each.option} to the ${each.by}`;
  if ('handler' in each) return `${each.handler} answers the ${each.by} and no stranger`;
  const what = each.eachOf ? ` with each ${each.eachOf}` : '';
  return `/${each.command}${what} answers the ${Object.keys(each.says).join(', ')}`;
}

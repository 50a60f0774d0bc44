import Database from 'better-sqlite3';
import { ComponentType } from 'discord.js';

import type { StoredMessage } from '../../../sandbox/discord';
import { CustomId } from '../../../src/discord';
import { definedCustomIds } from '../../support/custom-ids';
import type { Community } from '../support/community';
import type { Person } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

const TIMEOUT_MS = 25_000;
const LONGEST_ID = 100;
/** As many at a time as one bot is pressed by in earnest. */
const AT_ONCE = 8;
/** What stands in the place of each name of a custom id, and is chosen in each menu, as it would be sent. */
const HOSTILE = [
  ...['-', '0', '-1', '1e999', 'NaN', '9007199254740993', '18446744073709551615', '99999999999999999999'],
  ...['__proto__', 'constructor', 'toString', 'guild', 'channels', 'a'.repeat(40)],
  ...["' OR 1=1 --", '..%2F..%2Fdata.db', '%00', '%25F0', '@everyone', '\u202e\u0000', '1\n2'],
];
const TABLES = ['server_settings', 'feed_subscriptions', 'subscribers', 'feeds'];

function forgedId({ pattern }: CustomId, value: string): string {
  return pattern.replaceAll(/:\w+/g, value).slice(0, LONGEST_ID);
}

/** What belongs to a guild and to who manages it. */
function possessions({ databasePath }: Stage): unknown {
  const database = new Database(databasePath, { readonly: true });
  try {
    return TABLES.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all());
  } finally {
    database.close();
  }
}

/** Uses everything that has a custom id, with each hostile value. @returns how often. */
async function forgeAll({ discord }: Stage, by: Person, message: StoredMessage): Promise<number> {
  const forged = (await definedCustomIds()).flatMap((customId) =>
    HOSTILE.map((value) => {
      const { usedBy } = customId;
      const isButton = usedBy === ComponentType.Button;
      return {
        customId: forgedId(customId, value),
        ...(usedBy === 'modal'
          ? {
              fields: {
                color: value,
                message: value,
                time_zone: value,
                day_starts_at: value,
                minimum_minutes: value,
              },
            }
          : { componentType: usedBy, ...(!isButton && { values: [value] }) }),
      };
    }),
  );
  for (let at = 0; at < forged.length; at += AT_ONCE) {
    const some = forged.slice(at, at + AT_ONCE);
    await Promise.all(some.map((each) => discord.forge({ ...by, ...each, message, timeoutMs: TIMEOUT_MS })));
  }
  return forged.length;
}

async function anyMessage({ discord }: Stage, by: Person): Promise<StoredMessage> {
  const { message } = await discord.command({ ...by, name: 'help', timeoutMs: TIMEOUT_MS });
  if (!message) throw new Error('/help showed nothing');
  return message;
}

describe('presses and modals that Discord’s own client never sends', () => {
  let ours: Community;
  let theirs: Community;
  const it = onStage({
    variables: (stage) => {
      ours = stage.community();
      theirs = stage.community();
      return { ADMIN_ID: ours.admin.userId, ADMIN_GUILD_ID: ours.guildId, ENABLE_WELCOME: 'true' };
    },
  });

  it('change nothing for a member who manages nothing, and are answered', async (stage) => {
    await ours.follow(stage.platforms.world.addManga({}).url);
    const message = await anyMessage(stage, ours.member);
    const before = possessions(stage);
    expect(await forgeAll(stage, ours.member, message)).toBeGreaterThan(500);
    expect(possessions(stage)).toEqual(before);
  });

  it('change nothing for who manages another server, and are answered', async (stage) => {
    const message = await anyMessage(stage, ours.member);
    const before = possessions(stage);
    const { userId } = theirs.admin;
    // In direct messages; then as if the message of ours were in a place where they manage nothing.
    await forgeAll(stage, { userId }, message);
    await forgeAll(stage, { userId: theirs.member.userId, guildId: theirs.guildId }, message);
    expect(possessions(stage)).toEqual(before);
  });

  it('choose no channel of another server for who manages this one', async (stage) => {
    const message = await anyMessage(stage, theirs.admin);
    const before = possessions(stage);
    for (const customId of [
      'settings/feeds/channel',
      'settings/welcome/channel',
      'settings/welcome/leave/channel',
    ]) {
      const reply = await stage.discord.forge({
        ...{ ...theirs.admin, message, customId, timeoutMs: TIMEOUT_MS },
        ...{ componentType: ComponentType.ChannelSelect, values: [ours.channelId] },
      });
      expect([customId, reply.kind]).toEqual([customId, 'message']);
    }
    expect(possessions(stage)).toEqual(before);
  });

  it('leave no error in the log', (stage) => {
    expect(stage.log).not.toMatch(/\b(ERROR|FATAL)\b/);
    return Promise.resolve();
  });
});

import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { readFileSync } from 'node:fs';

import type { Reply, StoredMessage } from '../../../sandbox/discord';
import { type Person, textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

const MANAGERS_ONLY = ['feed settings', 'feed health', 'vc settings', 'welcome', 'settings'];

describe('what the bot says of itself', () => {
  const it = onStage();

  const use = async ({ discord }: Stage, person: Person, name: string): Promise<Reply> => {
    const reply = await discord.command({ ...person, name, timeoutMs: 25_000 });
    expect(reply.ephemeral).toBe(true);
    return reply;
  };
  const about = async (stage: Stage, person: Person): Promise<string> =>
    textIn(await use(stage, person, 'about'));
  const choose = async (
    { discord }: Stage,
    { userId }: Person,
    message: StoredMessage | undefined,
    topic: string,
  ): Promise<string> => {
    if (!message) throw new Error('/help showed nothing');
    return textIn(
      await discord.press({ userId, message, customId: 'meta/help', values: [topic], timeoutMs: 25_000 }),
    );
  };
  /** Each command that does something, by its whole name. */
  const registered = ({ discord }: Stage): string[] =>
    discord.commands().flatMap(({ name, type, options = [] }) => {
      if (type !== ApplicationCommandType.ChatInput) return [];
      const subcommands = options.filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
      return subcommands.length === 0 ? [name] : subcommands.map((each) => `${name} ${each.name}`);
    });
  const menus = ({ discord }: Stage): string[] =>
    discord
      .commands()
      .filter(({ type }) => type !== ApplicationCommandType.ChatInput)
      .map(({ name }) => name)
      .sort();
  const menusIn = (text: string): string[] =>
    [...text.matchAll(/^- \*\*(.+)\*\*$/gm)].map(([, name = '']) => name).sort();
  const shownIn = (text: string): string[] =>
    [...text.matchAll(/<\/([a-z -]+):\d+>/g)].map(([, name = '']) => name).sort();

  it('/about tells version, age, servers and memory, and how the sources are', async (stage) => {
    const { member } = stage.community();
    const manga = stage.platforms.world.addManga();
    await stage.as(member).subscribe(manga.url, 'dm');
    await stage.until(async () => (await about(stage, member)).includes('✅ **MangaDex**'));
    const text = await about(stage, member);
    expect(text).toMatch(/## pwr-bot \d+\.\d+\.\d+/);
    expect(text).toMatch(/\*\*Running since\*\* <t:\d+:f> \(<t:\d+:R>\)/);
    expect(text).toContain('**Servers:** 1');
    expect(text).toMatch(/\*\*Memory:\*\* \d{2,3} MB/);
  });
  it('/help shows each command to whom it is of use', async (stage) => {
    const harbour = stage.community();
    const all = registered(stage).sort();
    expect(shownIn(textIn(await use(stage, harbour.admin, 'help')))).toEqual(all);
    expect(shownIn(textIn(await use(stage, harbour.member, 'help')))).toEqual(
      all.filter((name) => !MANAGERS_ONLY.includes(name)),
    );
    const inPrivate = { userId: harbour.member.userId };
    expect(menus(stage)).toHaveLength(2);
    expect(menusIn(textIn(await use(stage, harbour.member, 'help')))).toEqual(menus(stage));
    expect(menusIn(textIn(await use(stage, inPrivate, 'help')))).toEqual(['Follow links in this message']);
    expect(shownIn(textIn(await use(stage, inPrivate, 'help')))).toEqual(
      all.filter((name) => !/^vc |^welcome$|settings$/.test(name)),
    );
  });

  it('/help explains a topic, its options too, and goes back to all of them', async (stage) => {
    const harbour = stage.community();
    const { message } = await use(stage, harbour.member, 'help');
    const feed = await choose(stage, harbour.member, message, 'feed');
    expect(feed).toContain('`links`');
    expect(feed).toContain('`languages` (optional)');
    expect(shownIn(feed).every((name) => name.startsWith('feed '))).toBe(true);
    expect(feed.length).toBeLessThan(4_000);
    expect(feed).not.toContain('…');
    const all = await choose(stage, harbour.member, message, 'all');
    expect(shownIn(all)).toContain('vc leaderboard');
  });

  it('/help shows who is no longer a manager nothing of theirs, also from before', async (stage) => {
    const harbour = stage.community();
    const { message } = await use(stage, harbour.admin, 'help');
    stage.discord.addMember(harbour.guildId, harbour.admin.userId, { roles: [] });
    expect(shownIn(await choose(stage, harbour.admin, message, 'vc'))).not.toContain('vc settings');
  });

  it('each command stands in the README', (stage) => {
    const readme = readFileSync('README.md', 'utf8');
    const missing = registered(stage).filter((name) => !new RegExp(`^\\| \`/${name}[ \`]`, 'm').test(readme));
    expect(missing).toEqual([]);
    expect(menus(stage).filter((name) => !readme.includes(`\n| _${name}_ `))).toEqual([]);
    return Promise.resolve();
  });
});

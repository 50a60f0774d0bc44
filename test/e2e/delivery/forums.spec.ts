import { ChannelType, PermissionFlagsBits } from 'discord.js';

import { textOf } from '../../../sandbox/discord';
import type { Community } from '../support/community';
import { textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

describe('A forum', () => {
  const it = onStage({ together: true });

  interface Forum {
    readonly harbour: Community;
    readonly id: string;
    /** By the post's name, what is told in it. */
    posts(): [string, string[]][];
    follow(links: string): Promise<string>;
  }

  function forumIn(
    stage: Stage,
    options: { tags?: string[]; requiresTag?: boolean; nsfw?: boolean } = {},
  ): Forum {
    const { discord } = stage;
    const harbour = stage.community();
    const { id } = discord.createChannel(harbour.guildId, {
      ...options,
      name: 'series',
      type: ChannelType.GuildForum,
    });
    return {
      harbour,
      id,
      posts: () => discord.threads(id).map((post) => [post.name, discord.messages(post.id).map(textOf)]),
      follow: async (links) => {
        const admin = stage.as(harbour.admin);
        await admin.settings({ channel: harbour.channelId });
        return textIn(await admin.use('subscribe', { links, send_into: 'server', channel: id }));
      },
    };
  }

  const chapter = (n: number): unknown => expect.stringContaining(`[Chapter ${n}]`);

  it('gets a post a series, later releases go into it, also when it was archived', async (stage) => {
    const { discord, platforms } = stage;
    const forum = forumIn(stage);
    const [first, second] = [
      platforms.world.addManga({ title: 'Salt Post' }),
      platforms.world.addManga({ title: 'Sugar Post '.repeat(30) }),
    ];
    expect(await forum.follow(`${first.url} ${second.url}`)).toContain('I will tell this server');
    platforms.world.publishChapter(first.id, { chapter: '1' });
    await stage.until(() => forum.posts().length === 1);
    platforms.world.publishChapter(second.id, { chapter: '7' });
    await stage.until(() => forum.posts().length === 2);
    const [post] = discord.threads(forum.id);
    discord.updateThread(post?.id ?? '', { archived: true });
    platforms.world.publishChapter(first.id, { chapter: '2' });
    await stage.until(() => forum.posts()[0]?.[1].length === 2);
    expect(forum.posts()).toEqual([
      ['Salt Post', [chapter(1), chapter(2)]],
      [expect.stringMatching(/^Sugar Post.{60,89}…$/), [chapter(7)]],
    ]);
    expect(post?.thread?.archived).toBe(false);
    expect(forum.harbour.told()).toEqual([]);
  });

  it('gets a new post once the old one is deleted or locked, and nothing is stopped', async (stage) => {
    const { discord, platforms } = stage;
    const forum = forumIn(stage);
    const manga = platforms.world.addManga({ title: 'Phoenix' });
    await forum.follow(manga.url);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => forum.posts().length === 1);
    discord.deleteChannel(discord.threads(forum.id)[0]?.id ?? '');
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    await stage.until(() => forum.posts().length === 1);
    expect(forum.posts()).toEqual([['Phoenix', [chapter(2)]]]);

    const locked = discord.threads(forum.id)[0]?.id ?? '';
    discord.updateThread(locked, { locked: true, archived: true });
    platforms.world.publishChapter(manga.id, { chapter: '3' });
    await stage.until(() => forum.posts().length === 2);
    const body = { message: 'Unknown Channel', code: 10003 };
    const present = discord.threads(forum.id)[1]?.id ?? '';
    discord.faults.next({ route: `/channels/${present}/messages`, status: 404, body });
    platforms.world.publishChapter(manga.id, { chapter: '4' });
    await stage.until(() => forum.posts().length === 3);
    expect(forum.posts().map(([, told]) => told)).toEqual([[chapter(2)], [chapter(3)], [chapter(4)]]);
    expect(await stage.as(forum.harbour.admin).list('server')).not.toContain('⚠️');
  });

  it('that wants tags gets one that fits, or any that may be applied', async (stage) => {
    const { discord, platforms } = stage;
    const fitting = forumIn(stage, { tags: ['!Staff', 'News', 'Manga'], requiresTag: true });
    const other = forumIn(stage, { tags: ['!Staff', 'News'], requiresTag: true });
    const manga = platforms.world.addManga({ title: 'Tagged' });
    for (const forum of [fitting, other]) await forum.follow(manga.url);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => fitting.posts().length === 1 && other.posts().length === 1);
    const applied = ({ id, harbour }: Forum): unknown[] => {
      const tags = [...discord.threads(id)].flatMap(({ thread }) => thread?.appliedTags ?? []);
      return tags.map((tag) => [harbour.guildId, discord.forumTag(id, tag)]);
    };
    expect(applied(fitting)).toEqual([[fitting.harbour.guildId, 'Manga']]);
    expect(applied(other)).toEqual([[other.harbour.guildId, 'News']]);
  });

  it('may be the server’s channel, each series of what was missed in its post, and is tested', async (stage) => {
    const { discord, platforms } = stage;
    const forum = forumIn(stage);
    const admin = stage.as(forum.harbour.admin);
    const bot = { id: discord.botUser.id, type: 1 } as const;
    discord.setOverwrite(forum.id, { ...bot, deny: PermissionFlagsBits.SendMessagesInThreads });
    expect(await admin.settings({ channel: forum.id })).toContain('**Send Messages in Posts**');
    discord.setOverwrite(forum.id, bot);
    const [first, second] = [
      platforms.world.addManga({ title: 'One' }),
      platforms.world.addManga({ title: 'Two' }),
    ];
    await forum.harbour.follow(`${first.url} ${second.url}`, forum.id);
    expect(await admin.test('server')).toContain('It works');
    await admin.pause('server');
    for (const { id } of [first, second]) platforms.world.publishChapter(id, { chapter: '1' });
    await stage.until(async () => (await admin.health()).includes('**Waiting to be sent:** 2'));
    await admin.resume('server');
    await stage.until(() => forum.posts().length === 3);
    expect(forum.posts()).toEqual([
      ['Test', [expect.stringContaining('nothing has come out')]],
      ['One', [chapter(1)]],
      ['Two', [chapter(1)]],
    ]);
  });

  it('and its posts are age-restricted together', async (stage) => {
    const { discord, platforms } = stage;
    const forum = forumIn(stage);
    const manga = platforms.world.addManga({ title: 'Night Shift', contentRating: 'erotica' });
    expect(await forum.follow(manga.url)).toContain('is age-restricted and');
    discord.updateChannel(forum.id, { nsfw: true });
    const { id: thread } = discord.createThread(forum.id, 'Our own post');
    const admin = stage.as(forum.harbour.admin);
    const options = { links: manga.url, send_into: 'server', channel: thread };
    expect(textIn(await admin.use('subscribe', options))).toContain('I will tell this server');
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => discord.messages(thread).length === 1);
    discord.updateChannel(forum.id, { nsfw: false });
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    await stage.until(() => discord.messages(thread).length === 2);
    expect(discord.messages(thread).map(textOf)[1]).toContain('held back');
  });
});

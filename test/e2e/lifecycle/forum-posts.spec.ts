import { ChannelType } from 'discord.js';

import { onStage } from '../support/on-stage';

describe('A forum’s posts', () => {
  const it = onStage();

  it('are still known after a restart', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const { id: forum } = discord.createChannel(harbour.guildId, { type: ChannelType.GuildForum });
    const manga = platforms.world.addManga({ title: 'Long Memory' });
    await harbour.follow(manga.url, forum);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => discord.threads(forum).length === 1);
    await stage.restart();
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    const [post] = discord.threads(forum);
    await stage.until(() => discord.messages(post?.id ?? '').length === 2);
    expect(discord.threads(forum)).toHaveLength(1);
  });
});

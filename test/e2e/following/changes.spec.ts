import { setTimeout as sleep } from 'node:timers/promises';

import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

/** The REST client repeats a request that was answered with a 5xx three times by itself. */
const ONE_ATTEMPT = 4;
/** The longest back-off after a first failure, and the tick after it. */
const LONGEST_RETRY_MS = 3_100;

describe('A change of mind', () => {
  const it = onStage({ together: true });

  /** Lets the next attempt to tell something at this channel fail, so that it is owed still. */
  function trouble({ discord }: Stage, channelId: string): { failed: () => boolean } {
    const path = `/channels/${channelId}/messages`;
    discord.faults.next({ method: 'POST', route: path, status: 500, times: ONE_ATTEMPT });
    return {
      failed: () => discord.requests.filter((request) => request.path === path).length >= ONE_ATTEMPT,
    };
  }

  it('moves what is owed already, and all that follows, to the channel chosen now', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const { id: newsroom } = discord.createChannel(harbour.guildId, { name: 'newsroom' });
    const manga = platforms.world.addManga();
    await harbour.follow(manga.url);
    const { failed } = trouble(stage, harbour.channelId);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(failed);

    await stage.as(harbour.admin).settings({ channel: newsroom });
    await stage.until(() => harbour.told(newsroom).length > 0);
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    await stage.until(() => harbour.told(newsroom).length > 1);
    expect(harbour.told(newsroom)).toEqual([
      expect.stringContaining('[Chapter 1]'),
      expect.stringContaining('[Chapter 2]'),
    ]);
    expect(harbour.told()).toEqual([]);
  });

  it('keeps what is owed from a server that switched feeds off, and what comes out meanwhile', async (stage) => {
    const { platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga();
    await harbour.follow(manga.url);
    await stage.as(harbour.member).subscribe(manga.url, 'dm');
    const { failed } = trouble(stage, harbour.channelId);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(failed);
    expect(await stage.as(harbour.admin).settings({ enabled: false })).toContain('**State:** off');
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    await stage.until(() => harbour.toldMember().length > 1);
    await sleep(LONGEST_RETRY_MS);

    expect(await stage.as(harbour.admin).settings({ enabled: true })).toContain('**State:** on');
    platforms.world.publishChapter(manga.id, { chapter: '3' });
    await stage.until(() => harbour.told().length > 0);
    expect(harbour.told()).toEqual([expect.stringContaining('[Chapter 3]')]);
  });

  it('keeps what is owed from who does not follow any more, and what comes out before following again', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga();
    await harbour.follow(manga.url);
    const { failed } = trouble(stage, harbour.channelId);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(failed);
    expect(await stage.as(harbour.admin).unsubscribe(manga.url, 'server')).toContain(
      'I will not tell this server any more',
    );
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    expect(await stage.as(harbour.admin).unsubscribe(manga.url, 'server')).toContain(
      'this server does not follow this',
    );

    expect(await stage.as(harbour.admin).subscribe(manga.url, 'server')).toContain('Latest: Chapter 2');
    expect(await stage.as(harbour.admin).subscribe(manga.url, 'server')).toContain('follows this already');
    platforms.world.publishChapter(manga.id, { chapter: '3' });
    await stage.until(() => harbour.told().length > 0);
    expect(harbour.told()).toEqual([expect.stringContaining('[Chapter 3]')]);
    expect(discord.directMessages(harbour.admin.userId)).toEqual([]);
  });
});

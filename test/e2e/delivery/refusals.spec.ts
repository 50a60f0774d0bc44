import { PermissionFlagsBits } from 'discord.js';

import type { RecordedRequest } from '../../../sandbox/discord';
import type { Community } from '../support/community';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

describe('Where Discord refuses messages for good', () => {
  const it = onStage({ together: true });

  const sendsTo = ({ discord }: Stage, channelId: string): RecordedRequest[] =>
    discord.requests.filter(({ path }) => path === `/channels/${channelId}/messages`);

  function deny(stage: Stage, { channelId }: Community, permission: bigint): void {
    stage.discord.setOverwrite(channelId, { id: stage.discord.botUser.id, type: 1, deny: permission });
  }

  it.each<[string, number, (stage: Stage, community: Community) => void]>([
    [
      '50013 missing permissions',
      403,
      (stage, at) => {
        deny(stage, at, PermissionFlagsBits.SendMessages);
      },
    ],
    [
      '50001 missing access',
      403,
      (stage, at) => {
        deny(stage, at, PermissionFlagsBits.ViewChannel);
      },
    ],
    [
      '10003 unknown channel',
      404,
      (stage, at) => {
        // The deletion itself would be noticed over the gateway, and nothing would be sent at all.
        const body = { message: 'Unknown Channel', code: 10003 };
        stage.discord.faults.next({ route: `/channels/${at.channelId}/messages`, status: 404, body });
      },
    ],
  ])(
    '(%s) one request is made, the list explains it, and a good channel gets what was owed since',
    async (stage, _code, status, refuse) => {
      const { discord, platforms } = stage;
      const [broken, healthy] = [stage.community(), stage.community()];
      const manga = platforms.world.addManga();
      await broken.follow(manga.url);
      await healthy.follow(manga.url);
      refuse(stage, broken);
      platforms.world.publishChapter(manga.id, { chapter: '1' });
      await stage.until(() => healthy.told().length === 1 && sendsTo(stage, broken.channelId).length > 0);
      platforms.world.publishChapter(manga.id, { chapter: '2' });
      await stage.until(() => healthy.told().length === 2);
      expect(sendsTo(stage, broken.channelId)).toMatchObject([{ status }]);

      expect(await stage.as(broken.admin).list('server')).toMatch(
        /⚠️.*View Channel.*Send Messages.*\/feed settings/,
      );
      expect(await stage.as(healthy.admin).list('server')).not.toContain('⚠️');
      const { id: good } = discord.createChannel(broken.guildId, { name: 'good' });
      await stage.as(broken.admin).settings({ channel: good });
      await stage.until(() => broken.told(good).length > 0);
      expect(broken.told(good)).toEqual([expect.stringContaining('[Chapter 2]')]);
      expect(await stage.as(broken.admin).list('server')).not.toContain('⚠️');
      expect(sendsTo(stage, broken.channelId)).toHaveLength(1);
    },
  );

  it('(50007 cannot message this user) the list explains it, and following again resumes', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const user = discord.createUser({ acceptsDms: false });
    discord.addMember(harbour.guildId, user.id);
    const reserved = { userId: user.id, guildId: harbour.guildId };
    const manga = platforms.world.addManga();
    await stage.as(harbour.member).subscribe(manga.url, 'dm');
    await stage.as(reserved).subscribe(manga.url, 'dm');
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => harbour.toldMember().length === 1);
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    await stage.until(() => harbour.toldMember().length === 2);
    const opened = discord.requests.find(
      ({ path, body }) =>
        path === '/users/@me/channels' && (body as { recipient_id?: unknown }).recipient_id === user.id,
    );
    const { id } = opened?.responseBody as { id: string };
    expect(sendsTo(stage, id)).toMatchObject([{ status: 403, responseBody: { code: 50007 } }]);

    expect(await stage.as(reserved).list('dm')).toMatch(/⚠️.*direct messages.*privacy settings/);
    user.acceptsDms = true;
    await stage.as(reserved).subscribe(manga.url, 'dm');
    await stage.until(() => discord.directMessages(user.id).length > 0);
    expect(await stage.as(reserved).list('dm')).not.toContain('⚠️');
  });

  it('nothing owed from before an unsubscription arrives after following again', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const user = discord.createUser({ acceptsDms: false });
    const reserved = { userId: user.id };
    const manga = platforms.world.addManga();
    await stage.as(harbour.member).subscribe(manga.url, 'dm');
    await stage.as(reserved).subscribe(manga.url, 'dm');
    for (const chapter of ['1', '2']) {
      const told = harbour.toldMember().length;
      platforms.world.publishChapter(manga.id, { chapter });
      await stage.until(() => harbour.toldMember().length > told);
    }
    await stage.as(reserved).unsubscribe(manga.url, 'dm');
    user.acceptsDms = true;
    await stage.as(reserved).subscribe(manga.url, 'dm');
    platforms.world.publishChapter(manga.id, { chapter: '3' });
    await stage.until(() => harbour.toldMember().length === 3);
    await stage.until(() => discord.directMessages(user.id).length > 0);
    const [first] = discord.directMessages(user.id);
    expect(JSON.stringify(first?.components)).toContain('Chapter 3');
  });

  it('(401) others are told all the same, and nobody is called unreachable', async (stage) => {
    const { discord, platforms } = stage;
    const [refused, other] = [stage.community(), stage.community()];
    const manga = platforms.world.addManga();
    await refused.follow(manga.url);
    discord.faults.next({ method: 'POST', route: `/channels/${refused.channelId}/messages`, status: 401 });
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => sendsTo(stage, refused.channelId).some(({ status }) => status === 401));

    await other.follow(manga.url);
    await stage.as(other.member).subscribe(manga.url, 'dm');
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    await stage.until(() => other.told().length > 0 && other.toldMember().length > 0);
    expect(sendsTo(stage, refused.channelId)).toHaveLength(1);
    expect(await stage.as(refused.admin).list('server')).not.toContain('⚠️');
  });
});

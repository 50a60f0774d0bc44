import type { FaultOptions, RecordedRequest } from '../../../sandbox/discord';
import type { Community } from '../support/community';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

const TROUBLES: Readonly<Record<string, FaultOptions>> = {
  '500 more often than the REST client repeats': { status: 500, times: 5 },
  '502 once': { status: 502 },
  '500 although the message was posted': { status: 500, when: 'after' },
  '429 with a short wait': { status: 429, body: { message: 'Slow down', retry_after: 0.4, global: false } },
  '429 with a wait that the outbox has to take': {
    status: 429,
    body: { message: 'Slow down', retry_after: 5.2, global: false },
  },
  'a dropped connection': { drop: true },
  'a connection dropped after the message was posted': { drop: true, when: 'after' },
};

describe('A message that Discord does not take at once', () => {
  const it = onStage();

  const sendsTo = ({ discord }: Stage, { channelId }: Community): RecordedRequest[] =>
    discord.requests.filter(
      ({ method, path }) => method === 'POST' && path === `/channels/${channelId}/messages`,
    );

  function nonceOf({ body }: RecordedRequest): unknown {
    return (body as { nonce?: unknown }).nonce;
  }

  const inOrder = [expect.stringContaining('[Chapter 1]'), expect.stringContaining('[Chapter 2]')];

  it('arrives once and before the next one, whatever the trouble was', async (stage) => {
    const { discord, platforms } = stage;
    const manga = platforms.world.addManga();
    const troubled = new Map<string, Community>();
    for (const [name, fault] of Object.entries(TROUBLES)) {
      const community = stage.community();
      await community.follow(manga.url);
      discord.faults.next({ method: 'POST', route: `/channels/${community.channelId}/messages`, ...fault });
      troubled.set(name, community);
    }
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() =>
      [...troubled.values()].every((community) => sendsTo(stage, community).length > 0),
    );
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    await stage.until(() => [...troubled.values()].every((community) => community.told().length >= 2));

    for (const [name, community] of troubled) {
      expect({ [name]: community.told() }).toEqual({ [name]: inOrder });
      const sends = sendsTo(stage, community);
      expect({ [name]: new Set(sends.map(nonceOf)).size }).toEqual({ [name]: 2 });
      expect({ [name]: sends.length }).toEqual({ [name]: (TROUBLES[name]?.times ?? 1) + 2 });
    }
  });

  it('arrives once and in order after Discord was away for some seconds', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga();
    await harbour.follow(manga.url);
    await stage.as(harbour.member).subscribe(manga.url, 'dm');
    const reads = () => platforms.mangadex.requests.filter(({ path }) => path === '/chapter').length;
    discord.faults.outage(true);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    const before = reads();
    await stage.until(() => reads() >= before + 3);
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    await stage.until(() => reads() >= before + 6);
    expect(harbour.told()).toEqual([]);
    discord.faults.outage(false);

    await stage.until(() => harbour.told().length >= 2 && harbour.toldMember().length >= 2);
    expect(harbour.told()).toEqual(inOrder);
    expect(harbour.toldMember()).toEqual(inOrder);
    // Messages need no gateway; a command given before it is back goes to the session that was lost, as at Discord.
    await stage.until(() => discord.gateway.sessions > 0);
    expect(await stage.as(harbour.member).list('dm')).toContain('You follow 1 series');
  });
});

import { textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import { Pager } from '../support/pager';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('/feed upcoming', () => {
  const it = onStage({ together: true });

  it('helps whoever follows nothing, or nothing that is announced', async (stage) => {
    const { member } = stage.community();
    expect(await stage.as(member).upcoming('dm')).toContain('/feed subscribe');
    expect(await stage.as(member).upcoming('server')).toContain('This server follows nothing yet');
    await stage.as(member).subscribe(stage.platforms.world.addManga().url, 'dm');
    expect(await stage.as(member).upcoming('dm')).toContain('Nothing is announced yet');
  });

  it('shows a member and everybody in a server what is coming to each, in their own time', async (stage) => {
    const { world } = stage.platforms;
    const harbour = stage.community();
    const anime = world.addAnime({ title: 'Night *Ferry*' });
    const manga = world.addManga({ title: 'Salt' });
    const [first, second] = [Date.now() + DAY_MS, Date.now() + 2 * DAY_MS];
    world.scheduleEpisode(anime.id, 2, first);
    world.publishChapter(manga.id, { chapter: '7', title: 'Tide', publishAt: second });
    const member = stage.as(harbour.member);
    await member.subscribe(anime.url, 'dm');
    await harbour.follow(manga.url);
    const seconds = (ms: number): number => Math.floor(ms / 1_000);
    const mine = await member.upcoming('dm');
    expect(mine).toContain('The next seven days of what you follow');
    expect(mine).toContain(`<t:${seconds(first)}:F> · [Night \\*Ferry\\*](${anime.url}) · Episode 2`);
    expect(mine).not.toContain('Salt');
    const ours = await member.upcoming('server');
    expect(ours).toContain(`<t:${seconds(second)}:F> · [Salt](${manga.url}) · Chapter 7: Tide`);
    expect(ours).not.toContain('Ferry');
  });

  it('turns its pages', async (stage) => {
    const { platforms } = stage;
    const { member } = stage.community();
    const anime = platforms.world.addAnime({ episodes: null });
    for (let episode = 1; episode <= 11; episode += 1)
      platforms.world.scheduleEpisode(anime.id, episode, Date.now() + episode * HOUR_MS);
    await stage.as(member).subscribe(anime.url, 'dm');
    const first = await stage.as(member).use('upcoming', { sent_into: 'dm' });
    expect(first.deferred).toBe(true);
    expect(textIn(first)).toContain('Episode 10');
    expect(textIn(first)).not.toContain('Episode 11');
    if (!first.message) throw new Error('There is no list');
    const pager = new Pager(stage, member.userId, first.message);
    expect(pager.position).toBe('Page 1 of 2');
    for (const turn of [() => pager.press('Next ›'), () => pager.choose(2)]) {
      const turned = await turn();
      expect(turned).toContain('Episode 11');
      expect(turned).not.toContain('Episode 10');
      expect(pager.open).toEqual(['« First', '‹ Previous']);
      expect(await pager.press('‹ Previous')).toContain('Episode 10');
    }
  });
});

describe('/feed upcoming while a platform is down', () => {
  const it = onStage({ variables: { ENABLE_FEED_PUBLISHER: 'false' } });

  it('names it and shows what the other one has announced', async (stage) => {
    const { platforms } = stage;
    const { member } = stage.community();
    const anime = platforms.world.addAnime({ title: 'Night Ferry' });
    const manga = platforms.world.addManga({ title: 'Salt' });
    platforms.world.scheduleEpisode(anime.id, 2, Date.now() + DAY_MS);
    platforms.world.publishChapter(manga.id, { chapter: '7', publishAt: Date.now() + DAY_MS });
    await stage.as(member).subscribe(`${anime.url} ${manga.url}`, 'dm');
    platforms.anilist.faults.outage(true);
    const answer = await stage.as(member).upcoming('dm');
    expect(answer).toContain('AniList does not answer right now');
    expect(answer).toContain('Chapter 7');
    platforms.anilist.faults.outage(false);
    const later = await stage.as(member).upcoming('dm');
    expect(later).toContain('Episode 2');
    expect(later).not.toContain('does not answer');
  });
});

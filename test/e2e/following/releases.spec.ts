import { buttonsOf, textOf } from '../../../sandbox/discord';
import { onStage } from '../support/on-stage';

const DAY_MS = 86_400_000;

describe('A follower', () => {
  const it = onStage({ together: true });

  it('is told of a new chapter once, by direct message and in the chosen channel, however often it is read', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga({ title: 'Salt and Starlight' });
    platforms.world.publishChapter(manga.id, { chapter: '104', at: Date.now() - DAY_MS });
    const answer = await stage.as(harbour.member).subscribe(manga.url, 'dm');
    expect(answer).toContain('Salt and Starlight');
    expect(answer).toContain('Latest: Chapter 104');
    await harbour.follow(manga.url);

    const before = Math.floor(Date.now() / 1000);
    const chapter = platforms.world.publishChapter(manga.id, {
      chapter: '105',
      title: 'The Lighthouse',
      groups: ['Harbour Scans'],
    });
    await stage.until(() => harbour.told().length > 0 && harbour.toldMember().length > 0);
    for (const messages of [
      discord.messages(harbour.channelId),
      discord.directMessages(harbour.member.userId),
    ]) {
      const [message] = messages;
      if (!message) throw new Error('The message is gone');
      const text = textOf(message);
      expect(text).toContain(`[Salt and Starlight](${manga.url})`);
      expect(text).toContain(`[Chapter 105: The Lighthouse](${chapter.url})`);
      expect(text).toContain('From MangaDex · Harbour Scans');
      expect(Number(/<t:(\d+):R>/.exec(text)?.[1])).toBeGreaterThanOrEqual(before);
      expect(buttonsOf(message)).toMatchObject([
        { label: 'Open on mangadex.org', url: chapter.url },
        { label: 'Unsubscribe' },
        { label: 'Mute for a week' },
      ]);
      expect(text).not.toContain('104');
      expect(messages).toHaveLength(1);
    }

    const reads = () => platforms.mangadex.requests.filter(({ path }) => path === '/chapter').length;
    const read = reads();
    await stage.until(() => reads() >= read + 6);
    expect(harbour.told()).toHaveLength(1);
    expect(harbour.toldMember()).toHaveLength(1);
  });

  it('is told of an episode when it airs', async (stage) => {
    const { platforms } = stage;
    const harbour = stage.community();
    const anime = platforms.world.addAnime({ title: 'Night Ferry' });
    platforms.world.airEpisode(anime.id, 1);
    platforms.world.scheduleEpisode(anime.id, 2, Date.now() + DAY_MS);
    expect(await stage.as(harbour.member).subscribe(anime.url, 'dm')).toContain('Latest: Episode 1');

    platforms.world.airEpisode(anime.id, 2);
    await stage.until(() => harbour.toldMember().length > 0);
    expect(harbour.toldMember()).toEqual([expect.stringContaining(`[Episode 2](${anime.url})`)]);
    expect(harbour.toldMember()[0]).toContain('From AniList');
  });

  it('is told of a chapter that MangaDex only links to, with the link to where it can be read', async (stage) => {
    const { platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga({ title: 'Detective Umbrella' });
    await stage.as(harbour.member).subscribe(manga.url, 'dm');

    const externalUrl = 'https://reader.example/detective-umbrella/32';
    const publishAt = Date.UTC(2037, 11, 31, 15);
    platforms.world.publishChapter(manga.id, { chapter: '32', at: Date.now(), publishAt, externalUrl });
    await stage.until(() => harbour.toldMember().length > 0);
    expect(harbour.toldMember()).toEqual([expect.stringContaining(`[Chapter 32](${externalUrl})`)]);
    expect(harbour.toldMember()[0]).toMatch(/<t:1[78]\d{8}:R>/);
  });

  it('is told of several chapters at once in one message, in order, each with its link', async (stage) => {
    const { platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga({ title: 'Three at Once' });
    await stage.as(harbour.member).subscribe(manga.url, 'dm');

    const now = Date.now();
    const chapters = ['12', '10', '11'].map((chapter) =>
      platforms.world.publishChapter(manga.id, { chapter, at: now - (12 - Number(chapter)) * 1000 }),
    );
    await stage.until(() => harbour.toldMember().length > 0);
    expect(harbour.toldMember()).toHaveLength(1);
    expect(harbour.toldMember()[0]).toContain('Chapters 10–12');
    const places = [1, 2, 0].map((index) => harbour.toldMember()[0]?.indexOf(chapters[index]?.url ?? '?'));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => Number(a) - Number(b)));
  });
});

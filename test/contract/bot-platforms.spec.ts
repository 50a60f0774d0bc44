import { AIRED_QUERY, SERIES_QUERY } from '../../src/feeds/platforms/anilist/anilist.queries';
import { onStage } from '../e2e/support/on-stage';
import { AnilistContract, MangadexContract } from './platform-contracts';
import { describeAgainst } from './specifications';

describeAgainst(
  [AnilistContract.fromEnv(), MangadexContract.fromEnv()],
  "What the bot asks of the platforms, against the platforms' specifications",
  (anilistContract, mangadexContract) => {
    it.each([
      ['AIRED_QUERY', AIRED_QUERY],
      ['SERIES_QUERY', SERIES_QUERY],
    ])('AniList would accept %s', (_name, document) => {
      expect(anilistContract.validateDocument(document)).toEqual([]);
    });

    describe('in a run from subscribing to the message', () => {
      const play = onStage();

      play('everything would be accepted', async (stage) => {
        const { anilist, mangadex, world } = stage.platforms;
        const { member } = stage.community();
        const [anime, manga] = [world.addAnime(), world.addManga()];
        await stage.as(member).subscribe(`${anime.url} ${manga.url}`, 'dm');
        world.airEpisode(anime.id, 1);
        world.publishChapter(manga.id, { chapter: '1' });
        await stage.until(() => stage.discord.directMessages(member.userId).length >= 2);

        const documents = anilist.requests.map(({ body }) => (body as { query: string }).query);
        expect(new Set(documents).size).toBe(2);
        for (const document of documents) expect(anilistContract.validateDocument(document)).toEqual([]);
        const paths = new Set(mangadex.requests.map(({ path }) => path));
        expect([...paths].sort()).toEqual(['/chapter', `/manga/${manga.id}`]);
        for (const { method, path, query } of mangadex.requests)
          expect({ path, problems: mangadexContract.validateRequest(method, path, query) }).toEqual({
            path,
            problems: [],
          });
      });
    });
  },
);

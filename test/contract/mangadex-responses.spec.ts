import { SandboxPlatforms, SandboxWorld } from '../../sandbox/platforms';
import { MangadexContract } from './platform-contracts';
import { describeAgainst } from './specifications';

const ALL_RATINGS = ['safe', 'suggestive', 'erotica', 'pornographic'].map(
  (each) => `contentRating[]=${each}`,
);

interface Entity {
  relationships: { type: string; attributes?: object }[];
}

describeAgainst(
  [MangadexContract.fromEnv()],
  "The sandbox's MangaDex answers against its specification",
  (contract) => {
    const world = new SandboxWorld();
    const manga = world.addManga({ title: 'No chapter yet', contentRating: 'pornographic' });
    let platforms: SandboxPlatforms;

    beforeAll(async () => {
      platforms = await SandboxPlatforms.start({ world, rateLimits: false });
    });
    afterAll(() => platforms.close());

    async function get(path: string, query = ''): Promise<{ status: number; body: unknown }> {
      const answer = await fetch(platforms.mangadexUrl + path + query, {
        headers: { 'user-agent': 'contract' },
      });
      return { status: answer.status, body: await answer.json() };
    }

    it.each([
      ['/chapter', '?limit=100&includes[]=scanlation_group&includes[]=manga&includes[]=user', 200],
      ['/chapter', '', 200],
      ['/chapter', '?limit=101', 400],
      ['/manga', `?limit=100&includes[]=cover_art&includes[]=author&${ALL_RATINGS.join('&')}`, 200],
      [`/manga/${manga.id}`, '', 200],
      ['/manga/5a11b0a7-ffff-4000-8000-000000000000', '', 404],
      ['/manga/5a11b0a7-0000-4000-8000-000000000001/feed', '?limit=500', 200],
      ['/manga/5a11b0a7-0000-4000-8000-000000000001/feed', '?order[sideways]=asc', 400],
    ])('are as documented for GET %s %s (%i)', async (path, query, expected) => {
      const { status, body } = await get(path, query);

      expect(status).toBe(expected);
      expect(contract.validateResponse('GET', path, status, body)).toEqual([]);
    });

    it.each([
      ['/manga/5a11b0a7-0000-4000-8000-000000000001', 'cover_art', 'CoverAttributes'],
      ['/manga/5a11b0a7-0000-4000-8000-000000000001', 'author', 'AuthorAttributes'],
      ['/chapter', 'scanlation_group', 'ScanlationGroupAttributes'],
      ['/chapter', 'manga', 'MangaAttributes'],
      ['/chapter', 'user', 'UserAttributes'],
    ])('expand in %s a %s as %s', async (path, type, schemaName) => {
      const { data } = (await get(path, `?includes[]=${type}`)).body as { data: Entity | Entity[] };
      const attributes = [data]
        .flat()
        .flatMap((entity) => entity.relationships)
        .filter((relationship) => relationship.type === type)
        .map((relationship) => relationship.attributes);

      expect(attributes).not.toEqual([]);
      expect(attributes.flatMap((each) => contract.validateEntity(schemaName, each))).toEqual([]);
    });

    it('are told from answers with a missing, a misspelt or a wrongly typed property', async () => {
      const { body } = await get('/chapter', '?limit=1');
      const [chapter] = (body as { data: { attributes: Record<string, unknown> }[] }).data;
      const { readableAt, ...rest } = chapter?.attributes ?? {};

      expect(contract.validateEntity('ChapterAttributes', { ...rest, readableAt })).toEqual([]);
      expect(contract.validateEntity('ChapterAttributes', rest)).toHaveLength(1);
      expect(contract.validateEntity('ChapterAttributes', { ...rest, readableAt, readable: 1 })).toHaveLength(
        1,
      );
      expect(contract.validateEntity('ChapterAttributes', { ...rest, readableAt: 5 })).toHaveLength(1);
    });
  },
);

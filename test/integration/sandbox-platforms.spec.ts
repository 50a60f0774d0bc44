import { request as httpRequest } from 'node:http';
import { SandboxPlatforms, SandboxWorld } from '../../sandbox/platforms';

const START = Date.UTC(2026, 0, 5, 9, 47, 44, 500);
const HOUR = 3_600_000;
const HEADERS = {
  'user-agent': 'sandbox-test',
  referer: 'https://example.com/bot',
  'content-type': 'application/json',
};

let clock: number;
let world: SandboxWorld;
let platforms: SandboxPlatforms;

beforeEach(async () => {
  clock = START;
  world = new SandboxWorld({ now: () => clock, seed: false });
  platforms = await SandboxPlatforms.start({ world });
});
afterEach(() => platforms.close());

interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

async function anilist<T>(
  query: string,
  variables: object = {},
  headers: Record<string, string> = HEADERS,
): Promise<Answer<T>> {
  const body = JSON.stringify({ query, variables });
  const answer = await fetch(platforms.anilistUrl, { method: 'POST', headers, body });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as T };
}

async function mangadex<T = { data: { id: string }[] }>(path: string, headers = {}): Promise<Answer<T>> {
  const answer = await fetch(platforms.mangadexUrl + path, { headers: { ...HEADERS, ...headers } });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as T };
}

async function chapterIds(path: string): Promise<string[]> {
  return (await mangadex(path)).body.data.map((chapter) => chapter.id);
}

/** Node's fetch always adds a User-Agent; this does not. */
function statusWithoutUserAgent(url: string, method: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { referer: 'https://example.com', 'content-type': 'application/json' };
    httpRequest(url, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end(method === 'POST' ? '{"query":"{ Page { media { id } } }"}' : undefined);
  });
}

describe('The local AniList', () => {
  const AIRED = `query ($from: Int!, $to: Int!, $page: Int) {
    Page(page: $page, perPage: 500) {
      pageInfo { hasNextPage perPage }
      airingSchedules(airingAt_greater: $from, airingAt_lesser: $to, sort: [TIME, ID]) { mediaId episode airingAt }
    }
  }`;
  interface Aired {
    data: {
      Page: { pageInfo: object; airingSchedules: { mediaId: number; episode: number; airingAt: number }[] };
    };
  }

  it('gives what aired strictly between two instants, in seconds and in order', async () => {
    const { id } = world.addAnime();
    const at = Math.floor(START / 1000);
    for (const [episode, offset] of [
      [1, -3],
      [2, -2],
      [3, -1],
      [4, 0],
      [5, 1],
    ] as const) {
      world.scheduleEpisode(id, episode, START + offset * 1000);
    }
    const { body } = await anilist<Aired>(AIRED, { from: at - 3, to: at + 1 });

    expect(body.data.Page.airingSchedules).toEqual([
      { mediaId: id, episode: 2, airingAt: at - 2 },
      { mediaId: id, episode: 3, airingAt: at - 1 },
      { mediaId: id, episode: 4, airingAt: at },
    ]);
  });

  it('never gives more than 50 entries a page and says whether there are more', async () => {
    const { id } = world.addAnime();
    for (let episode = 1; episode <= 60; episode += 1) world.airEpisode(id, episode);
    const window = { from: 0, to: 2_000_000_000 };
    const first = (await anilist<Aired>(AIRED, window)).body.data.Page;
    const second = (await anilist<Aired>(AIRED, { ...window, page: 2 })).body.data.Page;

    expect(first.airingSchedules).toHaveLength(50);
    expect(first.pageInfo).toEqual({ hasNextPage: true, perPage: 50 });
    expect(second.airingSchedules).toHaveLength(10);
    expect(second.pageInfo).toEqual({ hasNextPage: false, perPage: 50 });
  });

  it('follows an episode that moves, airs and vanishes', async () => {
    const { id } = world.addAnime();
    const next = async (): Promise<unknown> => {
      const query = '{ Media(id: ' + String(id) + ') { nextAiringEpisode { episode timeUntilAiring } } }';
      return (await anilist<{ data: { Media: { nextAiringEpisode: unknown } } }>(query)).body.data.Media
        .nextAiringEpisode;
    };
    world.scheduleEpisode(id, 1, START + HOUR);
    expect(await next()).toEqual({ episode: 1, timeUntilAiring: 3600 });
    world.moveEpisode(id, 1, START + 2 * HOUR);
    expect(await next()).toEqual({ episode: 1, timeUntilAiring: 7200 });
    world.airEpisode(id, 1);
    expect(await next()).toBeNull();
    world.scheduleEpisode(id, 2, START + HOUR);
    world.removeEpisode(id, 2);
    expect(await next()).toBeNull();
  });

  it('leaves unknown ids out of a page and answers 404 for a single one', async () => {
    const { id } = world.addAnime({ title: 'Known', description: null, status: 'HIATUS' });
    const list = await anilist(
      'query ($ids: [Int]) { Page { media(id_in: $ids, type: ANIME) { id description status(version: 2) } } }',
      { ids: [1, id] },
    );
    const single = await anilist('{ Media(id: 1) { id } }');

    expect(list.body).toEqual({ data: { Page: { media: [{ id, description: null, status: 'HIATUS' }] } } });
    expect(single.status).toBe(404);
    expect(single.body).toMatchObject({
      data: { Media: null },
      errors: [{ message: 'Not Found.', status: 404 }],
    });
  });

  it.each([
    ['an unknown field', '{ Media(id: 1) { idd } }', {}],
    ['a variable of the wrong type', AIRED, { from: 'yesterday', to: 1 }],
    ['a syntax error', '{ Media(', {}],
    ['two lists in a page', '{ Page { media { id } airingSchedules { id } } }', {}],
  ])('answers %s with 400', async (_what, query, variables) => {
    const { status, body } = await anilist<{ errors: object[] }>(query, variables);
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ status: 400, message: expect.any(String) as string });
  });

  it('turns away callers who do not say who they are, as if it were down', async () => {
    const query = '{ Page { media { id } } }';
    const { 'content-type': contentType, 'user-agent': userAgent } = HEADERS;
    const anonymous = { 'content-type': contentType, 'user-agent': userAgent };
    const { status, body } = await anilist(query, {}, anonymous);

    expect(status).toBe(403);
    expect(body).toMatchObject({
      errors: [{ message: expect.stringContaining('temporarily disabled') as string }],
    });
    expect((await anilist(query, {}, { ...anonymous, authorization: 'Bearer token' })).status).toBe(200);
    expect(await statusWithoutUserAgent(platforms.anilistUrl, 'POST')).toBe(403);
  });

  it('lets 30 requests a minute through, then nobody for a minute', async () => {
    const ask = () => anilist('{ Page { media { id } } }');
    for (let count = 0; count < 29; count += 1) await ask();
    const last = await ask();
    expect([last.status, last.headers.get('x-ratelimit-remaining')]).toEqual([200, '0']);
    clock += 30_000;
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect(refused.body).toEqual({ data: null, errors: [{ message: 'Too Many Requests.', status: 429 }] });
    clock += 59_000;
    expect((await ask()).status).toBe(429);
    clock += 1000;
    expect((await ask()).status).toBe(200);
  });
});

describe('The local MangaDex', () => {
  const SINCE = '2026-01-05T08:47:44';
  const RATINGS = ['safe', 'suggestive', 'erotica', 'pornographic']
    .map((each) => `&contentRating[]=${each}`)
    .join('');
  const ON_SITE = `/chapter?includeFuturePublishAt=0&publishAtSince=${SINCE}&order[publishAt]=asc${RATINGS}`;
  const LINK_ONLY = `/chapter?includeFuturePublishAt=1&includeExternalUrl=1&createdAtSince=${SINCE}&order[createdAt]=asc${RATINGS}`;
  const LINK = { externalUrl: 'https://reader.example/1', publishAt: Date.UTC(2037, 11, 31) };

  it('shows every readable chapter in exactly one of the two streams', async () => {
    const manga = world.addManga({ contentRating: 'pornographic' });
    const early = world.publishChapter(manga.id, { at: START - 2 * HOUR });
    const edge = world.publishChapter(manga.id, { at: Date.parse(`${SINCE}Z`) });
    const fresh = world.publishChapter(manga.id, { chapter: '2' });
    const scheduled = world.publishChapter(manga.id, { at: START + HOUR });
    const link = world.publishChapter(manga.id, LINK);

    expect(await chapterIds(ON_SITE)).toEqual([edge.id, fresh.id]);
    expect(await chapterIds(LINK_ONLY)).toEqual([link.id]);
    clock += HOUR;
    expect(await chapterIds(ON_SITE)).toEqual([edge.id, fresh.id, scheduled.id]);
    world.updateChapter(link.id, { publishAt: clock });
    expect(await chapterIds(LINK_ONLY)).toEqual([]);
    expect(await chapterIds(`/chapter?ids[]=${early.id}${RATINGS}`)).toEqual([early.id]);
    expect(platforms.mangadex.violations).toEqual([]);
  });

  it('hides what is not published from a feed until a filter is touched, and the adult rating until asked', async () => {
    const manga = world.addManga();
    const feed = `/manga/${manga.id}/feed?order[createdAt]=asc`;
    const plain = world.publishChapter(manga.id, { at: START - HOUR });
    const link = world.publishChapter(manga.id, LINK);
    clock += 1000;
    const empty = world.publishChapter(manga.id, { pages: 0 });

    expect(await chapterIds(feed)).toEqual([plain.id, empty.id]);
    expect(await chapterIds(`${feed}&includeFuturePublishAt=1`)).toEqual([link.id]);
    expect(await chapterIds(`${feed}&includeEmptyPages=0`)).toEqual([plain.id]);
    expect(await chapterIds(`${feed}&includeExternalUrl=0`)).toEqual([plain.id, empty.id]);
    world.updateManga(manga.id, { contentRating: 'pornographic' });
    expect(await chapterIds(feed)).toEqual([]);
  });

  it('writes dates without milliseconds and expands what it is asked to', async () => {
    const manga = world.addManga({ title: 'Two Groups' });
    world.publishChapter(manga.id, { ...LINK, title: 'Alone', groups: ['First', 'Second'] });
    const { body } = await mangadex('/chapter?includes[]=scanlation_group');

    expect(body).toMatchObject({
      ...{ result: 'ok', response: 'collection', limit: 10, offset: 0, total: 1 },
      data: [
        {
          attributes: {
            chapter: null,
            title: 'Alone',
            readableAt: '2026-01-05T09:47:44+00:00',
            publishAt: '2037-12-31T00:00:00+00:00',
          },
          relationships: [
            { attributes: { name: 'First' } },
            { attributes: { name: 'Second' } },
            { id: manga.id },
            { type: 'user' },
          ],
        },
      ],
    });
  });

  it('gives manga by their ids, with covers and the newest chapter, and forgets what is removed', async () => {
    const manga = world.addManga({ coverFileName: 'cover.jpg' });
    const chapter = world.publishChapter(manga.id, { language: 'fr' });
    const { body } = await mangadex(`/manga?ids[]=${manga.id}&includes[]=cover_art`);
    expect(body.data).toMatchObject([
      { attributes: { latestUploadedChapter: chapter.id, availableTranslatedLanguages: ['fr'] } },
    ]);
    expect(JSON.stringify(body)).toContain('"fileName":"cover.jpg"');

    world.removeManga(manga.id);
    expect((await mangadex(`/manga/${manga.id}`)).body).toMatchObject({
      result: 'error',
      errors: [{ status: 404, title: 'not_found_http_exception' }],
    });
    expect(await chapterIds('/chapter')).toEqual([]);
  });

  it.each([
    ['a date with an offset', '/chapter?publishAtSince=2026-01-05T09:47:44Z'],
    ['an unknown parameter', '/chapter?readableAtSince=2026-01-05T09:47:44'],
    [
      'several manga',
      '/chapter?manga=5a11b0a7-0000-4000-8000-000000000001&manga=5a11b0a7-0000-4000-8000-000000000002',
    ],
    ['more than 100 a page', '/chapter?limit=101'],
    ['a result window beyond 10,000', '/chapter?limit=100&offset=9901'],
    ['101 ids', '/manga?' + 'ids[]=5a11b0a7-0000-4000-8000-000000000001&'.repeat(101)],
  ])('refuses %s and remembers it', async (_what, path) => {
    const { status, body } = await mangadex(path);
    expect(status).toBe(400);
    expect(body).toMatchObject({ result: 'error', errors: [{ status: 400, title: 'validation_exception' }] });
    expect(platforms.mangadex.violations).toHaveLength(1);
  });

  it('refuses requests through a proxy or without a User-Agent', async () => {
    expect((await mangadex('/chapter', { via: '1.1 squid' })).status).toBe(400);
    expect(await statusWithoutUserAgent(`${platforms.mangadexUrl}/chapter`, 'GET')).toBe(400);
  });

  it('lets five requests a second through and says when to come back', async () => {
    for (let count = 0; count < 5; count += 1) expect((await mangadex('/chapter')).status).toBe(200);
    const refused = await mangadex('/chapter');
    expect(refused.status).toBe(429);
    const retryAt = Number(refused.headers.get('x-ratelimit-retry-after'));
    expect(retryAt).toBe(Math.ceil(START / 1000) + 1);
    clock = retryAt * 1000;
    expect((await mangadex('/chapter')).status).toBe(200);
  });
});

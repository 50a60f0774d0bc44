import { SandboxPlatforms } from '..';

const HEADERS = {
  'user-agent': 'sandbox-test',
  referer: 'https://example.com/bot',
  'content-type': 'application/json',
};

let platforms: SandboxPlatforms;

beforeEach(async () => {
  platforms = await SandboxPlatforms.start();
});
afterEach(() => platforms.close());

function anilist(): Promise<Response> {
  const body = JSON.stringify({ query: '{ Page { media { id } } }', variables: { a: 1 } });
  return fetch(platforms.anilistUrl, { method: 'POST', headers: HEADERS, body });
}

function mangadex(query = ''): Promise<Response> {
  return fetch(`${platforms.mangadexUrl}/chapter${query}`, { headers: HEADERS });
}

describe('Faults', () => {
  it('hit the next requests in order and leave those after alone', async () => {
    const { faults } = platforms.mangadex;
    faults.next({ status: 500, times: 2, headers: { 'x-why': 'test' } });
    faults.html();
    const answers = [await mangadex(), await mangadex(), await mangadex(), await mangadex()];

    expect(answers.map((answer) => answer.status)).toEqual([500, 500, 503, 200]);
    expect(answers[0]?.headers.get('x-why')).toBe('test');
    expect(await answers[1]?.json()).toMatchObject({ result: 'error', errors: [{ status: 500 }] });
    expect(answers[2]?.headers.get('content-type')).toContain('text/html');
    expect(platforms.mangadex.requests.map((request) => request.status)).toEqual([500, 500, 503, 200]);
  });

  it('cut connections, break JSON and slow down', async () => {
    const { faults, requests } = platforms.mangadex;
    faults.next({ drop: true });
    await expect(mangadex()).rejects.toThrow();
    expect(requests[0]?.status).toBeNull();

    faults.malformed();
    const broken = await mangadex();
    expect(broken.status).toBe(200);
    await expect(broken.json()).rejects.toThrow('JSON');

    faults.next({ delayMs: 5000 });
    await expect(
      fetch(`${platforms.mangadexUrl}/chapter`, { signal: AbortSignal.timeout(50) }),
    ).rejects.toThrow();
  });

  it('last as long as an outage does, on one platform only', async () => {
    platforms.anilist.faults.outage(true);
    expect([(await anilist()).status, (await anilist()).status, (await mangadex()).status]).toEqual([
      503, 503, 200,
    ]);
    platforms.anilist.faults.clear();
    expect((await anilist()).status).toBe(200);
  });

  it('bring the rows of an answer into another order and repeat some, until that ends', async () => {
    const ids = async (): Promise<string[]> => {
      const { data } = (await (await mangadex('?limit=100')).json()) as { data: { id: string }[] };
      return data.map(({ id }) => id);
    };
    const proper = await ids();
    // The first dice choose the first row to be repeated, the rest turn the order round.
    let thrown = 0;
    platforms.mangadex.faults.disorder(() => (thrown++ === 0 ? 0 : 1 - thrown / 1_000));
    expect(await ids()).toEqual([proper[0], ...[...proper].reverse()]);
    platforms.mangadex.faults.disorder(null);
    expect(await ids()).toEqual(proper);
  });

  it('leave requests recorded as they came', async () => {
    await anilist();
    await mangadex('?contentRating[]=safe&contentRating[]=erotica&order[createdAt]=asc');

    expect(platforms.anilist.requests).toMatchObject([
      { method: 'POST', path: '/', status: 200, body: { variables: { a: 1 } } },
    ]);
    expect(platforms.mangadex.requests).toMatchObject([
      {
        method: 'GET',
        path: '/chapter',
        query: { 'contentRating[]': ['safe', 'erotica'], 'order[createdAt]': ['asc'] },
      },
    ]);
  });
});

import { MangadexContract } from './platform-contracts';
import { describeAgainst } from './specifications';

const ID = '5a11b0a7-0000-4000-8000-000000000001';

describeAgainst([MangadexContract.fromEnv()], "Requests against MangaDex's specification", (contract) => {
  it.each([
    [
      '/chapter',
      '?limit=100&includeFuturePublishAt=0&publishAtSince=2026-01-05T09:47:44&order[publishAt]=asc' +
        '&contentRating[]=safe&translatedLanguage[]=pt-br&includes[]=scanlation_group',
    ],
    ['/chapter', '?includeUnavailable=0&excludeExternalUrl=example.com'],
    ['/manga', `?ids[]=${ID}&includes[]=cover_art&contentRating[]=safe&limit=100&hasUnavailableChapters=0`],
    [`/manga/${ID}`, '?includes[]=author&includes[]=cover_art'],
    [`/manga/${ID}/feed`, '?limit=500&order[readableAt]=desc&includes[]=user'],
  ])('accepts GET %s %s', (path, query) => {
    expect(contract.validateRequest('GET', path, query)).toEqual([]);
  });

  it.each([
    ['/chapter', '?readableAtSince=2026-01-05T09:47:44'],
    ['/chapter', '?manga[]=a'],
    ['/chapter', '?limit=101'],
    ['/chapter', '?limit=1&limit=2'],
    ['/chapter', '?publishAtSince=2026-01-05T09:47:44.000Z'],
    ['/chapter', '?includeFuturePublishAt=true'],
    ['/chapter', '?order[released]=asc'],
    ['/chapter', '?order[publishAt]=up'],
    ['/chapter', '?includes[]=cover_art'],
    ['/manga', '?ids[]=one'],
    ['/manga', '?includeUnavailable=0'],
    [`/manga/${ID}/feed`, '?limit=0'],
    ['/chapters', ''],
  ])('refuses GET %s %s', (path, query) => {
    expect(contract.validateRequest('GET', path, query)).not.toEqual([]);
  });

  it('accepts a query as the sandbox records it', () => {
    expect(contract.validateRequest('GET', '/chapter', { 'ids[]': [ID, ID], limit: ['2'] })).toEqual([]);
  });
});

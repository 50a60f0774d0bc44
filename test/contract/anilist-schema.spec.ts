import { ANILIST_SDL } from '../../sandbox/platforms';
import { AnilistContract } from './platform-contracts';
import { describeAgainst } from './specifications';

describeAgainst([AnilistContract.fromEnv()], "The sandbox's AniList schema", (contract) => {
  it("says nothing that AniList's own schema does not say", () => {
    expect(contract.findDifferences(ANILIST_SDL)).toEqual([]);
  });

  it.each([
    ['a field of another name', 'romaji(', 'romanised('],
    ['a field of another type', 'isLocked: Boolean', 'isLocked: Boolean!'],
    ['an argument of another name', 'airingAt_greater', 'airingAt_after'],
    ['an argument of another type', 'id_in: [Int]', 'id_in: [Int!]'],
    ['an enum value of another name', 'NOT_YET_RELEASED', 'ANNOUNCED'],
    ['a type of another name', 'MediaCoverImage', 'MediaCover'],
  ])('is caught with %s', (_what, ours, changed) => {
    expect(contract.findDifferences(ANILIST_SDL.replaceAll(ours, changed))).not.toEqual([]);
  });

  it('accepts a document that AniList would accept', () => {
    const document = `query ($from: Int!) {
      Page(perPage: 50) { pageInfo { hasNextPage } airingSchedules(airingAt_greater: $from, sort: [TIME]) { id } }
    }`;
    expect(contract.validateDocument(document)).toEqual([]);
  });

  it.each([
    ['an unknown field', '{ Media(id: 1) { idd } }'],
    ['an argument of the wrong type', '{ Media(id: "one") { id } }'],
    ['two lists in one page', '{ Page { media { id } airingSchedules { id } } }'],
    ['a syntax error', '{ Media(id: 1) { id }'],
  ])('refuses a document with %s', (_what, document) => {
    expect(contract.validateDocument(document)).toHaveLength(1);
  });
});

/**
 * Everything that airs within a span of time, of these series or whatever the series, oldest first. AniList allows 50 rows a page, and of
 * `pageInfo` only `hasNextPage` is reliable (https://docs.anilist.co/guide/graphql/pagination).
 */
export const AIRED_QUERY = /* GraphQL */ `
  query Aired($ids: [Int], $from: Int!, $to: Int!, $page: Int!) {
    Page(page: $page, perPage: 50) {
      pageInfo {
        hasNextPage
      }
      airingSchedules(mediaId_in: $ids, airingAt_greater: $from, airingAt_lesser: $to, sort: [TIME, ID]) {
        id
        mediaId
        episode
        airingAt
      }
    }
  }
`;

/**
 * Anime by number or by title, with their newest aired and their next episodes where these are wanted. Numbers that are nobody's are
 * missing from the list and no error.
 */
export const SERIES_QUERY = /* GraphQL */ `
  query Series($ids: [Int], $search: String, $sort: [MediaSort], $size: Int!, $withEpisodes: Boolean!) {
    series: Page(page: 1, perPage: $size) {
      media(id_in: $ids, search: $search, type: ANIME, sort: $sort) {
        id
        status(version: 2)
        episodes
        isAdult
        title {
          userPreferred
          romaji
          english
          native
        }
        description(asHtml: false)
        coverImage {
          extraLarge
          large
        }
        genres
        startDate {
          year
        }
        nextAiringEpisode {
          episode
        }
      }
    }
    Page(page: 1, perPage: 50) @include(if: $withEpisodes) {
      airingSchedules(mediaId_in: $ids, notYetAired: false, sort: [TIME_DESC]) {
        id
        mediaId
        episode
        airingAt
      }
    }
    announced: Page(page: 1, perPage: 50) @include(if: $withEpisodes) {
      airingSchedules(mediaId_in: $ids, notYetAired: true, sort: [TIME]) {
        id
        mediaId
        episode
        airingAt
      }
    }
  }
`;

/** Everything that the documents take; what is absent is not sent. */
export interface AiredVariables {
  readonly ids?: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly page: number;
}

export interface SeriesVariables {
  readonly ids?: readonly number[];
  readonly search?: string;
  readonly sort: readonly ('ID' | 'SEARCH_MATCH')[];
  readonly size: number;
  readonly withEpisodes: boolean;
}

/**
 * Everything that aired within a span of time, whatever the series. AniList allows 50 rows a page, and of `pageInfo`
 * only `hasNextPage` is reliable (https://docs.anilist.co/guide/graphql/pagination).
 */
export const AIRED_QUERY = /* GraphQL */ `
  query Aired($from: Int!, $to: Int!, $page: Int!) {
    Page(page: $page, perPage: 50) {
      pageInfo {
        hasNextPage
      }
      airingSchedules(airingAt_greater: $from, airingAt_lesser: $to, sort: [TIME, ID]) {
        id
        mediaId
        episode
        airingAt
      }
    }
  }
`;

/** One anime and its newest aired episodes in one request. */
export const SERIES_QUERY = /* GraphQL */ `
  query Series($id: Int!) {
    Media(id: $id, type: ANIME) {
      id
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
    }
    Page(page: 1, perPage: 50) {
      airingSchedules(mediaId: $id, notYetAired: false, sort: [TIME_DESC]) {
        id
        mediaId
        episode
        airingAt
      }
    }
  }
`;

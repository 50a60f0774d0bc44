import { buildSchema } from 'graphql';

/**
 * The part of AniList's schema that a release bot can need, with AniList's own names and types.
 * A contract test holds it against the official schema; what is not here is refused like a misspelling.
 */
export const ANILIST_SDL = /* GraphQL */ `
  type Query {
    Page(page: Int, perPage: Int): Page
    Media(
      id: Int
      type: MediaType
      status: MediaStatus
      isAdult: Boolean
      search: String
      id_in: [Int]
      status_in: [MediaStatus]
      sort: [MediaSort]
    ): Media
    AiringSchedule(
      id: Int
      mediaId: Int
      episode: Int
      airingAt: Int
      notYetAired: Boolean
      id_in: [Int]
      mediaId_in: [Int]
      mediaId_not_in: [Int]
      episode_in: [Int]
      episode_greater: Int
      episode_lesser: Int
      airingAt_greater: Int
      airingAt_lesser: Int
      sort: [AiringSort]
    ): AiringSchedule
  }

  type Page {
    pageInfo: PageInfo
    media(
      id: Int
      type: MediaType
      status: MediaStatus
      isAdult: Boolean
      search: String
      id_in: [Int]
      status_in: [MediaStatus]
      sort: [MediaSort]
    ): [Media]
    airingSchedules(
      id: Int
      mediaId: Int
      episode: Int
      airingAt: Int
      notYetAired: Boolean
      id_in: [Int]
      mediaId_in: [Int]
      mediaId_not_in: [Int]
      episode_in: [Int]
      episode_greater: Int
      episode_lesser: Int
      airingAt_greater: Int
      airingAt_lesser: Int
      sort: [AiringSort]
    ): [AiringSchedule]
  }

  type PageInfo {
    total: Int
    perPage: Int
    currentPage: Int
    lastPage: Int
    hasNextPage: Boolean
  }

  type Media {
    id: Int!
    title: MediaTitle
    type: MediaType
    format: MediaFormat
    status(version: Int): MediaStatus
    description(asHtml: Boolean): String
    episodes: Int
    updatedAt: Int
    coverImage: MediaCoverImage
    genres: [String]
    startDate: FuzzyDate
    synonyms: [String]
    popularity: Int
    isLocked: Boolean
    isAdult: Boolean
    nextAiringEpisode: AiringSchedule
    airingSchedule(notYetAired: Boolean, page: Int, perPage: Int): AiringScheduleConnection
    siteUrl: String
  }

  type FuzzyDate {
    year: Int
    month: Int
    day: Int
  }

  type MediaTitle {
    romaji(stylised: Boolean): String
    english(stylised: Boolean): String
    native(stylised: Boolean): String
    userPreferred: String
  }

  type MediaCoverImage {
    extraLarge: String
    large: String
    medium: String
    color: String
  }

  type AiringSchedule {
    id: Int!
    airingAt: Int!
    timeUntilAiring: Int!
    episode: Int!
    mediaId: Int!
    media: Media
  }

  type AiringScheduleConnection {
    edges: [AiringScheduleEdge]
    nodes: [AiringSchedule]
    pageInfo: PageInfo
  }

  type AiringScheduleEdge {
    node: AiringSchedule
    id: Int
  }

  enum MediaType {
    ANIME
    MANGA
  }

  enum MediaFormat {
    TV
    TV_SHORT
    MOVIE
    SPECIAL
    OVA
    ONA
    MANGA
  }

  enum MediaStatus {
    FINISHED
    RELEASING
    NOT_YET_RELEASED
    CANCELLED
    HIATUS
  }

  enum MediaSort {
    ID
    ID_DESC
    TITLE_ROMAJI
    TITLE_ROMAJI_DESC
    POPULARITY
    POPULARITY_DESC
    UPDATED_AT
    UPDATED_AT_DESC
    SEARCH_MATCH
  }

  enum AiringSort {
    ID
    ID_DESC
    MEDIA_ID
    MEDIA_ID_DESC
    TIME
    TIME_DESC
    EPISODE
    EPISODE_DESC
  }
`;

export const anilistSchema = buildSchema(ANILIST_SDL);

import { GraphQLError } from 'graphql';
import type { SandboxWorld } from '../world/sandbox-world';
import type { AiringRow, AnimeRecord } from '../world/series-records';
import { type AiringArgs, findAiring, toSeconds } from './airing-query';
import { findMedia, type MediaArgs } from './media-query';
import { toPage } from './page';

interface PageArgs {
  page?: number | null;
  perPage?: number | null;
}

/** https://docs.anilist.co/guide/graphql/pagination: at most 50 entries a page, 25 inside a media. */
const PAGE_MAX = 50;
const CONNECTION_MAX = 25;

/** The root value of AniList's queries: graphql-js calls its methods with the arguments of the field. */
export class AnilistRoot {
  constructor(private readonly world: SandboxWorld) {}

  Page(paging: PageArgs) {
    // One `Page` holds one list; its `pageInfo` speaks of that list, wherever it stands in the document.
    let info = toPage([], paging.page ?? 1, paging.perPage ?? PAGE_MAX, PAGE_MAX).info;
    const listed = <T>(all: readonly T[]): readonly T[] => {
      const page = toPage(all, paging.page ?? 1, paging.perPage ?? PAGE_MAX, PAGE_MAX);
      info = page.info;
      return page.entries;
    };
    return {
      // A microtask later the list beside it has been resolved.
      pageInfo: () => Promise.resolve().then(() => info),
      media: (args: MediaArgs) =>
        listed(findMedia(this.world.anime.list(), args)).map((record) => this.media(record)),
      airingSchedules: (args: AiringArgs) => listed(this.rows(args)).map((row) => this.airing(row)),
    };
  }

  Media(args: MediaArgs) {
    const record = findMedia(this.world.anime.list(), args)[0];
    if (record === undefined) throw notFound();
    return this.media(record);
  }

  AiringSchedule(args: AiringArgs) {
    const row = this.rows(args)[0];
    if (row === undefined) throw notFound();
    return this.airing(row);
  }

  private rows(args: AiringArgs): AiringRow[] {
    return findAiring(this.world.anime.listRows(), args, toSeconds(this.world.now()));
  }

  private media(record: AnimeRecord) {
    const { romaji, english, native } = record.titles;
    return {
      id: record.id,
      type: record.type,
      format: record.format,
      title: { romaji, english, native, userPreferred: romaji },
      synonyms: record.synonyms,
      // HIATUS is a word of version 2 only; what version 1 says instead is not documented.
      status: ({ version }: { version?: number | null }) =>
        record.status === 'HIATUS' && (version ?? 1) < 2 ? 'RELEASING' : record.status,
      description: record.description,
      episodes: record.episodes,
      updatedAt: toSeconds(record.updatedAt),
      coverImage: { extraLarge: record.cover, large: record.cover, medium: record.cover, color: null },
      genres: record.genres,
      startDate: { year: record.year, month: null, day: null },
      popularity: record.popularity,
      isLocked: record.isLocked,
      isAdult: record.isAdult,
      siteUrl: `https://anilist.co/${record.type.toLowerCase()}/${record.id}`,
      nextAiringEpisode: () => {
        const next = this.rows({ mediaId: record.id, notYetAired: true, sort: ['TIME'] })[0];
        return next === undefined ? null : this.airing(next);
      },
      airingSchedule: (args: PageArgs & { notYetAired?: boolean | null }) => this.connection(record.id, args),
    };
  }

  private connection(mediaId: number, args: PageArgs & { notYetAired?: boolean | null }): object {
    const rows = this.rows({ mediaId, notYetAired: args.notYetAired ?? null, sort: ['EPISODE'] });
    const page = toPage(rows, args.page ?? 1, args.perPage ?? CONNECTION_MAX, CONNECTION_MAX);
    const nodes = page.entries.map((row) => this.airing(row));
    return { nodes, edges: nodes.map((node) => ({ node, id: node.id })), pageInfo: page.info };
  }

  private airing(row: AiringRow) {
    const airingAt = toSeconds(row.airingAt);
    return {
      id: row.id,
      mediaId: row.mediaId,
      episode: row.episode,
      airingAt,
      timeUntilAiring: airingAt - toSeconds(this.world.now()),
      // A function, so that a media is only built where the document asks for it.
      media: () => this.media(this.world.anime.get(row.mediaId)),
    };
  }
}

function notFound(): GraphQLError {
  return new GraphQLError('Not Found.', { extensions: { status: 404 } });
}

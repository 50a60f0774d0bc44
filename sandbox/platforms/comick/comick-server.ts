import type { FastifyReply } from 'fastify';
import type { Faults } from '../http/faults';
import { PlatformServer } from '../http/platform-server';
import { queryOf, type RecordedRequest } from '../http/recorded-request';

export interface SandboxComicChapter {
  readonly hid: string;
  readonly chap: string | null;
  readonly lang: string;
  /** UTC epoch milliseconds. */
  readonly at: number;
}

export interface SandboxComic {
  readonly slug: string;
  readonly title: string;
  readonly chapters: SandboxComicChapter[];
}

/**
 * A local Comick that answers in the shapes that its API was last seen with. It is documented nowhere, so this shows
 * that the bot copes with them and not that Comick still has them.
 */
export class SandboxComick {
  readonly comics = new Map<string, SandboxComic>();
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  private readonly server = new PlatformServer((statusCode, message = 'error') => ({ statusCode, message }));

  private constructor() {
    this.requests = this.server.requests;
    this.faults = this.server.faults;
    const { app } = this.server;
    app.get<{ Params: { slug: string } }>('/comic/:slug', (request, reply) => {
      const comic = this.comics.get(request.params.slug);
      return comic ? reply.send(comicJson(comic)) : notFound(reply);
    });
    app.get<{ Params: { hid: string } }>('/comic/:hid/chapters', (request, reply) => {
      const comic = [...this.comics.values()].find(({ slug }) => hidOf(slug) === request.params.hid);
      const query = queryOf(request.url);
      if (!comic) return notFound(reply);
      const limit = Number(query.limit?.[0] ?? 60);
      const found = comic.chapters
        .filter(({ lang }) => query.lang === undefined || query.lang[0] === lang)
        .sort((a, b) => b.at - a.at);
      return reply.send({ chapters: found.slice(0, limit).map(chapterJson), total: found.length, limit });
    });
  }

  static async start(): Promise<{ readonly comick: SandboxComick; readonly url: string }> {
    const comick = new SandboxComick();
    return { comick, url: await comick.server.listen(0) };
  }

  add(slug: string, title: string): SandboxComic {
    const comic: SandboxComic = { slug, title, chapters: [] };
    this.comics.set(slug, comic);
    return comic;
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

function hidOf(slug: string): string {
  return `hid_${slug}`;
}

function comicJson({ slug, title, chapters }: SandboxComic): object {
  const numbers = chapters.map(({ chap }) => Number(chap ?? 0));
  const comic = {
    id: 1,
    hid: hidOf(slug),
    slug,
    title,
    status: 1,
    last_chapter: numbers.length === 0 ? null : Math.max(...numbers),
    desc: 'A <b>story</b>.',
    content_rating: 'safe',
    final_chapter: null,
    md_covers: [{ b2key: 'cover.jpg' }],
  };
  return { firstChap: null, comic, matureContent: false };
}

function chapterJson({ hid, chap, lang, at }: SandboxComicChapter): object {
  const instant = new Date(at).toISOString();
  return {
    hid,
    chap,
    lang,
    title: null,
    vol: null,
    created_at: instant,
    publish_at: null,
    group_name: ['Group'],
  };
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ statusCode: 404, message: 'Not Found' });
}

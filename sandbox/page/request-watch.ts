import type { SandboxSession } from './sandbox-session';
import type { PageRequest } from './protocol';

const LATEST = 40;
const MINUTE_MS = 60_000;

/** The requests that the bot has made, of all hosts in one list. */
export class RequestWatch {
  readonly latest: PageRequest[] = [];
  readonly counts: Record<string, number> = { Discord: 0, AniList: 0, MangaDex: 0, 'Web feeds': 0 };
  private readonly read = { anilist: 0, mangadex: 0, webFeeds: 0 };
  private readonly times: { readonly host: string; readonly at: number }[] = [];
  private lastId = 0;

  constructor(private readonly session: SandboxSession) {
    session.discord.onRequest(({ method, path, status }) => {
      // Files are fetched by the page itself.
      if (/^\/(attachments|avatars)\//.test(path)) return;
      const short = path.replace(/[\w-]{40,}/, '…').replace(/\d{15,}(\d{4})/g, '…$1');
      this.add('Discord', `${method} ${short}`, status);
    });
  }

  /** Takes over what the platforms have recorded since the last time. @returns whether there was anything. */
  collect(): boolean {
    const { platforms, webFeeds } = this.session;
    const before = this.lastId;
    for (const { path, status, body } of platforms.anilist.requests.slice(this.read.anilist)) {
      const query = (body as { query?: unknown } | null)?.query;
      const name = typeof query === 'string' ? (/^\s*query\s+(\w+)/.exec(query)?.[1] ?? path) : path;
      this.add('AniList', `POST ${name}`, status);
    }
    for (const { method, path, status } of platforms.mangadex.requests.slice(this.read.mangadex))
      this.add('MangaDex', `${method} ${path}`, status);
    for (const { path, status } of webFeeds.requests.slice(this.read.webFeeds))
      this.add('Web feeds', `GET ${path}`, status);
    this.read.anilist = platforms.anilist.requests.length;
    this.read.mangadex = platforms.mangadex.requests.length;
    this.read.webFeeds = webFeeds.requests.length;
    return this.lastId > before;
  }

  /** How many requests each host had in the last minute of the sandbox. */
  lastMinute(): Record<string, number> {
    const since = this.session.clock.now() - MINUTE_MS;
    while ((this.times[0]?.at ?? since) < since) this.times.shift();
    const hosts = Object.keys(this.counts);
    return Object.fromEntries(
      hosts.map((name) => [name, this.times.filter(({ host }) => host === name).length]),
    );
  }

  private add(host: string, what: string, status: number | null): void {
    const at = this.session.clock.now();
    this.times.push({ host, at });
    this.lastId += 1;
    this.counts[host] = (this.counts[host] ?? 0) + 1;
    this.latest.unshift({ id: this.lastId, host, what, status, at });
    this.latest.splice(LATEST);
  }
}

import { AnilistServer } from './anilist/anilist-server';
import { MangadexServer } from './mangadex/mangadex-server';
import { SandboxWorld } from './world/sandbox-world';

export interface SandboxPlatformsOptions {
  world?: SandboxWorld;
  /** Any free port by default. */
  ports?: { anilist?: number; mangadex?: number };
  /** Counted on the world's clock, so switch them off where that clock stands still; on by default. */
  rateLimits?: boolean;
}

/** A local AniList and a local MangaDex over one world, on real sockets of 127.0.0.1. */
export class SandboxPlatforms {
  private constructor(
    readonly world: SandboxWorld,
    readonly anilist: AnilistServer,
    readonly mangadex: MangadexServer,
    /** The GraphQL endpoint itself, for ANILIST_API_URL. */
    readonly anilistUrl: string,
    /** Without a trailing slash, for MANGADEX_API_URL. */
    readonly mangadexUrl: string,
  ) {}

  static async start(options: SandboxPlatformsOptions = {}): Promise<SandboxPlatforms> {
    const world = options.world ?? new SandboxWorld();
    const rateLimits = options.rateLimits ?? true;
    const anilist = new AnilistServer(world, rateLimits);
    const mangadex = new MangadexServer(world, rateLimits);
    const anilistUrl = await anilist.listen(options.ports?.anilist ?? 0);
    try {
      const mangadexUrl = await mangadex.listen(options.ports?.mangadex ?? 0);
      return new SandboxPlatforms(world, anilist, mangadex, anilistUrl, mangadexUrl);
    } catch (error) {
      await anilist.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.anilist.close(), this.mangadex.close()]);
  }
}

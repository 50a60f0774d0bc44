import { SandboxPlatforms, SandboxWorld } from '../../sandbox/platforms';
import type { PlatformsCall, PlatformsReply } from './platforms-process';

/** The process behind `PlatformsProcess`. */
async function main(): Promise<void> {
  let now = Number(process.argv[2]);
  const world = new SandboxWorld({ now: () => now, seed: false });
  const platforms = await SandboxPlatforms.start({ world, rateLimits: false });
  const answer = (call: PlatformsCall): unknown => {
    switch (call.type) {
      case 'addresses':
        return { anilistUrl: platforms.anilistUrl, mangadexUrl: platforms.mangadexUrl };
      case 'add':
        return Array.from({ length: call.count }, () =>
          String(call.what === 'anime' ? world.addAnime().id : world.addManga().id),
        );
      case 'moveTo':
        now = call.now;
        return null;
      case 'publish':
        for (const { mangaId, chapter } of call.chapters) world.publishChapter(mangaId, { chapter });
        return null;
      case 'schedule':
        world.scheduleEpisode(Number(call.animeId), call.episode, call.at);
        return null;
      case 'requests':
        return { anilist: platforms.anilist.requests.length, mangadex: platforms.mangadex.requests.length };
    }
  };
  process.on('message', ({ id, call }: { id: number; call: PlatformsCall }) => {
    process.send?.({ id, value: answer(call) } satisfies PlatformsReply);
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ id: 0, value: null } satisfies PlatformsReply);
}

void main();

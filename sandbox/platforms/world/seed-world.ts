import type { SandboxWorld } from './sandbox-world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Series that exist nowhere else, one for each shape that has surprised a reader of these platforms. */
export function seedWorld(world: SandboxWorld): void {
  seedAnime(world);
  seedManga(world);
}

function seedAnime(world: SandboxWorld): void {
  const now = world.now();
  const weekly = world.addAnime({
    id: 190_001,
    titles: { romaji: 'Tsuki no Toudai', english: 'The Lighthouse on the Moon', native: '月の灯台' },
    genres: ['Drama', 'Sci-Fi'],
  });
  for (let episode = 1; episode <= 12; episode += 1) {
    world.scheduleEpisode(weekly.id, episode, now + 2 * HOUR_MS + (episode - 4) * 7 * DAY_MS);
  }
  world.addAnime({
    id: 190_002,
    titles: { romaji: 'Pan-ya wa Nemuranai', english: null, native: 'パン屋は眠らない' },
    status: 'NOT_YET_RELEASED',
    episodes: null,
    description: null,
  });
  world.addAnime({ id: 190_003, title: 'Kettle Knights', status: 'FINISHED', episodes: 24 });
}

function seedManga(world: SandboxWorld): void {
  const now = world.now();
  const running = world.addManga({
    id: '5a11b0a7-0000-4000-8000-000000000001',
    title: 'The Paper Harbour',
    altTitles: [{ ja: '紙の港' }, { 'pt-br': 'O Porto de Papel' }],
    createdAt: now - 400 * DAY_MS,
  });
  for (let number = 1; number <= 5; number += 1) {
    world.publishChapter(running.id, {
      chapter: String(number),
      volume: '1',
      title: `Tide ${number}`,
      at: now - (6 - number) * 7 * DAY_MS,
    });
  }
  const official = world.addManga({
    id: '5a11b0a7-0000-4000-8000-000000000002',
    title: 'Detective Umbrella',
    contentRating: 'suggestive',
  });
  world.publishChapter(official.id, {
    chapter: '31',
    groups: ['Invented Publishing'],
    at: now - DAY_MS,
    publishAt: Date.UTC(2037, 11, 31, 15),
    externalUrl: 'https://reader.invalid/detective-umbrella/31',
  });
  const oneshot = world.addManga({
    id: '5a11b0a7-0000-4000-8000-000000000003',
    title: 'A Door in August',
    status: 'completed',
    description: null,
    coverFileName: null,
  });
  world.publishChapter(oneshot.id, { title: 'A Door in August', at: now - 90 * DAY_MS });
}

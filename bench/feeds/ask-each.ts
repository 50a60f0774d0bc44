import type { PlatformsProcess } from './platforms-process';

const AT_ONCE = 8;

interface Run {
  readonly platforms: PlatformsProcess;
  requests(): Promise<number>;
}

/** One tick in the original's way: each series is asked for its newest item. @returns how many requests that was. */
export async function askEach(
  run: Run,
  { anilistUrl, mangadexUrl }: { anilistUrl: string; mangadexUrl: string },
  { anime, manga }: { anime: readonly string[]; manga: readonly string[] },
): Promise<number> {
  const before = await run.requests();
  const query = 'query ($id: Int) { Media(id: $id) { nextAiringEpisode { episode airingAt } } }';
  const questions = [
    ...anime.map((id) => (): Promise<Response> => {
      const body = JSON.stringify({ query, variables: { id: Number(id) } });
      return fetch(anilistUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    }),
    ...manga.map(
      (id) => (): Promise<Response> =>
        fetch(`${mangadexUrl}/chapter?manga=${id}&limit=1&order[readableAt]=desc`, {
          headers: { 'user-agent': 'pwr-bot-bench/1' },
        }),
    ),
  ].values();
  const ask = async (): Promise<void> => {
    for (const question of questions) await (await question()).arrayBuffer();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return (await run.requests()) - before;
}
